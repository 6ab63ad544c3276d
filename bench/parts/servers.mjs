// Databases with the seeded graph, and the servers on them.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { freePort, run, sleep, start, stop, tail } from './programs.mjs';
import { residentOf } from './proc.mjs';
import { connectionOf, sql } from './postgres.mjs';
import { ask } from './load.mjs';

const bin = new URL('../../artifacts/bin/', import.meta.url).pathname;
export const bench = `${bin}Acquaint.Bench/release/Acquaint.Bench.dll`;
const product = `${bin}Acquaint.Server/release/acquaint.dll`;

/** Rules of the measured community that differ from a new one's, as `acquaint community set` takes them: ['page-size', '20']. */
const rules = [];

export async function newDatabase({ engine, name, edges, work, postgres }) {
  const file = `${work}/${name}.db`;
  if (engine === 'postgres') await sql(postgres, 'postgres', `CREATE DATABASE ${name}`);
  const connection = engine === 'postgres' ? connectionOf(postgres, name) : `Data Source=${file}`;
  const env = {
    ACQUAINT_SIGNING_KEY: randomBytes(32).toString('hex'), ACQUAINT_RATE_LIMITS: 'off', ACQUAINT_DATABASE: connection,
  };
  const began = Date.now();
  const graph = JSON.parse(await run('dotnet', [bench, 'seed', connection, String(edges)], env));
  for (const [rule, value] of rules) await run('dotnet', [product, 'community', 'set', graph.community, rule, value], env);
  // What seeding wrote must not go to the disk, nor be vacuumed, while something else is measured.
  if (engine === 'postgres') await sql(postgres, name, 'VACUUM (ANALYZE)');
  if (engine === 'postgres') await sql(postgres, 'postgres', 'CHECKPOINT');
  execFileSync('sync');
  const bytes = engine === 'postgres'
    ? Number(await sql(postgres, 'postgres', `SELECT pg_database_size('${name}')`))
    : statSync(file).size;
  return { engine, name, edges, file, connection, env, graph, bytes, work, postgres, seedSeconds: (Date.now() - began) / 1000 };
}

export async function dropDatabase(database) {
  const { engine, name, file, postgres } = database;
  if (engine === 'postgres') await sql(postgres, 'postgres', `DROP DATABASE ${name} WITH (FORCE)`);
  else for (const end of ['', '-wal', '-shm']) if (existsSync(file + end)) execFileSync('rm', [file + end]);
}

/** Starts the server a few times; the median says how long it takes to the first answer, and the last one stays. */
export async function startServer(database, first, times = 3) {
  const starts = [];
  for (let i = 1; ; i++) {
    const server = await startOnce(database, first);
    starts.push(server.startMillis);
    if (i < times) {
      await stop(server.program);
      continue;
    }
    await sleep(1000);
    const startMillis = starts.sort((a, b) => a - b)[times >> 1];
    return { ...server, startMillis, idle: residentOf(server.pid), databaseCpu: database.postgres?.cpu };
  }
}

/** The ceiling: so many bytes, always the same, from the same web server. */
export async function startConstant(work, bytes) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const program = start('dotnet', [bench, 'constant', url, String(bytes)], { log: `${work}/constant.log` });
  await listening(program, port);
  return { program, pid: program.pid, url };
}

export const stopServer = (server) => stop(server.program);

/** Throws if the server logged a warning or worse: what it measured then is not what it does. */
export function checkLog(server) {
  const log = tail(server.program.log);
  if (/^(warn|fail|crit):/m.test(log)) throw new Error(`The server complains: ${log}`);
}

async function startOnce(database, { viewer, request }) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const program = start('dotnet', [product, 'serve', '--urls', url], { env: database.env, log: `${database.work}/${database.name}.log` });
  await listening(program, port);
  await ask(url, viewer, request);
  return { program, pid: program.pid, url, startMillis: performance.now() - began };
}

async function listening(program, port) {
  let over = false;
  program.ended.then(() => { over = true; });
  for (;;) {
    if (over) throw new Error(`The server doesn't start: ${tail(program.log)}`);
    const isThere = await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => { socket.destroy(); resolve(true); });
      socket.once('error', () => resolve(false));
    });
    if (isThere) return;
    await sleep(3);
  }
}
