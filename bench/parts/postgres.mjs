// A PostgreSQL server of the run's own, and pgbench with the statements that the product sends it.
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { freePort, run, sleep, start, tail } from './programs.mjs';
import { cpuOfFamily } from './proc.mjs';

const user = 'acquaint';
const bin = () => {
  const versions = readdirSync('/usr/lib/postgresql').sort((a, b) => b - a);
  return `/usr/lib/postgresql/${versions[0]}/bin`;
};

/** Durable as it is by default; only what a machine with two cores and some memory would be given is changed. */
const settings = { shared_buffers: '1GB', max_wal_size: '4GB', max_connections: '300' };

export async function startPostgres(work) {
  const [folder, port] = [`${work}/postgres`, await freePort()];
  mkdirSync(folder);
  // PostgreSQL refuses to run as root.
  const asRoot = process.getuid() === 0;
  const as = (program, ...args) => asRoot
    ? ['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', program, ...args]]
    : [program, args];
  if (asRoot) execFileSync('chown', ['postgres:', folder]);
  await run(...as(`${bin()}/initdb`, '-D', `${folder}/data`, '-U', user, '-A', 'trust', '-E', 'UTF8', '--no-sync'));
  const own = {
    ...settings,
    logging_collector: 'on', log_destination: 'csvlog', log_directory: folder, log_filename: 'log', log_rotation_size: 0,
  };
  appendFileSync(`${folder}/data/postgresql.conf`, Object.entries(own).map(([name, value]) => `${name} = '${value}'\n`).join(''));
  // SIGINT ends it whoever is still connected.
  const program = start(...as(
    `${bin()}/postgres`, '-D', `${folder}/data`, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1',
  ), { log: `${work}/postgres.log`, signal: 'SIGINT' });
  const server = { program, port, log: `${folder}/log.csv`, cpu: () => cpuOfFamily(program.pid) };
  for (let tries = 0; ; tries++) {
    try {
      const version = (await sql(server, 'postgres', 'SHOW server_version')).trim();
      server.version = [version, ...Object.entries(settings).map(([name, value]) => `${name} = ${value}`)].join(', ');
      return server;
    } catch (e) {
      if (tries === 100) throw new Error(`PostgreSQL doesn't start: ${tail(program.log)}`, { cause: e });
      await sleep(100);
    }
  }
}

export const connectionOf = (server, database) => `Host=127.0.0.1;Port=${server.port};Username=${user};Database=${database}`;

export const sql = (server, database, ...statements) =>
  run('psql', [...addressOf(server), '-d', database, '-X', '-A', '-t', '-q', ...statements.flatMap((one) => ['-c', one])]);

/**
 * The statements of one page, as a script for pgbench, found by having the server log what the product sends for three people:
 * `read(person)` asks for a page. A value that is the same for all is taken as it is, one that goes with the person is computed.
 * Statements that the product sends in one go are sent in one go.
 */
export async function scriptOf(server, { graph, people, read }) {
  for (let tries = 0; tries < 5; tries++) {
    for (const person of people) await read(person);
    const traces = await logged(server, people, read);
    const texts = traces.map((trace) => trace.map((one) => one.text).join(';'));
    if (traces[0].length > 0 && texts.every((text) => text === texts[0])) return written(traces, people, graph);
  }
  throw new Error('The statements that the product sends for a page differ from person to person');
}

export async function pgbench(server, database, { script, callers, seconds }) {
  const before = server.cpu();
  const printed = await run(`${bin()}/pgbench`, [
    ...addressOf(server), '-n', '-M', 'prepared', '-c', callers, '-j', Math.min(2, callers), '-T', Math.ceil(seconds), '-f', script,
    database,
  ].map(String));
  const number = (pattern) => Number(printed.match(pattern)?.[1] ?? NaN);
  const requests = number(/transactions actually processed: (\d+)/);
  if (!requests || !/failed transactions: 0 /.test(`${printed}failed transactions: 0 `)) throw new Error(printed);
  return { requests, perSecond: number(/tps = ([\d.]+)/), databaseCpu: (server.cpu() - before) / requests };
}

const addressOf = (server) => ['-h', '127.0.0.1', '-p', String(server.port), '-U', user];

/** What was sent for each person. A look at the community's rules, which comes every other second, makes the lists differ. */
async function logged(server, people, read) {
  await setLogging(server, 'all');
  await read(people[0]);
  const traces = [];
  for (const person of people) {
    await sleep(50);
    const from = readFileSync(server.log, 'utf8').length;
    await read(person);
    await sleep(150);
    traces.push(statementsIn(readFileSync(server.log, 'utf8').slice(from)));
  }
  await setLogging(server, 'none');
  return traces;
}

async function setLogging(server, what) {
  await sql(server, 'postgres', `ALTER SYSTEM SET log_statement = '${what}'`, 'SELECT pg_reload_conf()');
  await sleep(300);
}

function statementsIn(csv) {
  const found = [];
  for (const fields of rowsOf(csv)) {
    const [transaction, message, detail] = [fields[9], fields[13], fields[14]];
    const text = message?.match(/^(?:execute [^:]+|statement): ([^]*)$/)?.[1];
    const values = [...(detail ?? '').matchAll(/\$\d+ = (NULL|'(?:[^']|'')*')/g)].map((one) => one[1]);
    if (text) found.push({ text, transaction, values });
  }
  return found;
}

function written(traces, people, graph) {
  const lines = [`\\set owner random(1, ${graph.hot})`];
  const body = [];
  traces[0].forEach((statement, at) => {
    const names = statement.values.map((value, i) => {
      const values = traces.map((trace) => trace[at].values[i]);
      if (!/^'[{]?-?\d+(,-?\d+)*[}]?'$/.test(value)) return same(values) ? value : fail(statement);
      const numbers = values.map((text) => text.match(/-?\d+/g).map(Number));
      const variables = numbers[0].map((_, n) => {
        const name = `s${at}v${i}n${n}`;
        lines.push(`\\set ${name} ${expressionOf(numbers.map((list) => list[n]), people, graph) ?? fail(statement)}`);
        return `:${name}`;
      });
      return value.startsWith("'{") ? `ARRAY[${variables.join(', ')}]::bigint[]` : variables[0];
    });
    const sent = statement.text.replace(/\$(\d+)/g, (_, number) => names[number - 1]).trim();
    // The statements of one round trip share a transaction that nobody began.
    const goesOn = (other) => other?.transaction === statement.transaction && !traces[0].some((one) => /^BEGIN/i.test(one.text));
    const [isAfter, isBefore] = [goesOn(traces[0][at - 1]), goesOn(traces[0][at + 1])];
    if (isBefore && !isAfter) body.push('\\startpipeline');
    body.push(`${sent};`);
    if (isAfter && !isBefore) body.push('\\endpipeline');
  });
  return `${lines.join('\n')}\n${body.join('\n')}\n`;
}

/** How a value follows from the person whose page it is. */
function expressionOf(values, people, graph) {
  if (same(values)) return values[0];
  const distances = values.map((value, i) => ((value - people[i].id) % graph.people + graph.people) % graph.people);
  if (!same(distances)) return undefined;
  return values.every((value, i) => value === people[i].id) ? ':owner' : `((:owner - 1 + ${distances[0]}) % ${graph.people}) + 1`;
}

const same = (values) => values.every((value) => value === values[0]);

function fail(statement) {
  throw new Error(`A value goes with the person in a way that pgbench can't be told: ${statement.text}`);
}

/** The rows of comma-separated values; quoted fields may hold lines and commas. */
function* rowsOf(text) {
  let [fields, field, quoted] = [[], '', false];
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted && c === '"' && text[i + 1] === '"') field += text[i++];
    else if (c === '"') quoted = !quoted;
    else if (quoted) field += c;
    else if (c === ',' || c === '\n') {
      fields.push(field);
      field = '';
      if (c === '\n') {
        yield fields;
        fields = [];
      }
    } else field += c;
  }
}

export function saveScript(file, script) {
  writeFileSync(file, script);
  return file;
}
