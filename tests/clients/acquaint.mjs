// The built server on a fresh database, for tests that drive it with an official client.
import { spawn, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = join(import.meta.dirname, '../../artifacts/bin/Acquaint.Server/release/acquaint.dll');
const environment = { ...process.env, ACQUAINT_DATABASE: '', ACQUAINT_SIGNING_KEY: '' };

/** Starts a server. `url` is where it listens; `cli` runs a verb on its database; `stop` ends it and removes the database. */
export async function start() {
  const folder = mkdtempSync(join(tmpdir(), 'acquaint-client-'));
  const database = ['--database', `Data Source=${join(folder, 'client.db')}`];
  const cli = (...args) => execFileSync('dotnet', [program, ...args, ...database], { encoding: 'utf8', env: environment }).trim();

  /** Adds a person with password "pw" and e-mail name@example.org; returns {id, key, username}. */
  const person = (name, ...more) => JSON.parse(cli('user', 'add', name, '--password', 'pw', '--email', `${name}@example.org`, '--json', ...more));
  const token = (name, dialect) => cli('token', name, '--dialect', dialect);
  const [community] = JSON.parse(cli('community', 'list', '--json'));

  const server = spawn('dotnet', [program, 'serve', '--urls', 'http://127.0.0.1:0', ...database], { env: environment });
  const url = await new Promise((resolve, reject) => {
    let said = '';
    server.stdout.on('data', (data) => {
      said += data;
      const greeting = /Acquaint listens on (\S+)/.exec(said);
      if (greeting) resolve(greeting[1]);
    });
    server.stderr.on('data', (data) => { said += data; });
    server.on('exit', () => reject(new Error(said)));
  });

  const stop = () => new Promise((resolve) => {
    server.on('exit', () => {
      rmSync(folder, { recursive: true });
      resolve();
    });
    server.kill('SIGTERM');
  });
  return { url, cli, person, token, community, stop };
}
