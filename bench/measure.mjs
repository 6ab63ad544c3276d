// What bench/run does once everything it needs is there: seeds, serves, loads, and writes what came of it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { check, ask, callersOf, drive, requestsOf, sends, write } from './parts/load.mjs';
import { keepPidsIn, run, stopAll } from './parts/programs.mjs';
import { cpuOf, forgetPeak, peakOf } from './parts/proc.mjs';
import { growing, optionsOf, reads, usage, writes } from './parts/options.mjs';
import { pgbench, saveScript, scriptOf, startPostgres } from './parts/postgres.mjs';
import { bench, checkLog, dropDatabase, newDatabase, startConstant, startServer, stopServer } from './parts/servers.mjs';
import { half } from './parts/dialects.mjs';
import { machine } from './parts/machine.mjs';
import { markdown } from './parts/report.mjs';
import { targetsOf } from './parts/targets.mjs';
import { plot } from './plot.mjs';

const options = optionsOf(process.argv.slice(2));
const began = Date.now();
const say = (text) => console.log(`${new Date().toISOString().slice(11, 19)} ${text}`);
const sayFigures = (name, { perSecond, p50, p99, serverCpu, databaseCpu }) => {
  const shown = Object.entries({ p50, p99, serverCpu, databaseCpu }).filter(([, value]) => value !== undefined);
  say(`${name.padEnd(40)} ${perSecond.toFixed(0).padStart(7)}/s  ${shown.map(([key, value]) => `${key} ${value.toFixed(0)}`).join('  ')}`);
};

/** What a new server is compiled for: it gets several times the usual warm-up before anything is measured. */
async function warmUp(server, callers) {
  const requests = await requestsOf(callers, 'page', server.url);
  const load = { callers: options.callers, seconds: 3 * options.warmup };
  await drive(server, [write(`${options.work}/reads`, requests)], load);
}

/** Each read workload of each dialect; the seed page between two runs of what it is compared with. */
async function measureReads(database, server, all) {
  const rows = [];
  for (const callers of all) {
    for (const name of reads.filter((one) => options.workloads.includes(one) && (one === 'mix' || callers.speech[one]))) {
      const requests = await requestsOf(callers, name, server.url);
      await check(server.url, name, requests);
      const files = [write(`${options.work}/reads`, requests)];
      const load = async (target, seconds) => {
        const writing = name === 'mix' ? [write(`${options.work}/writes`, sends(callers, Math.ceil(150 * seconds)))] : [];
        return drive(target, [...files, ...writing], { callers: options.callers, seconds });
      };
      await load(server, options.warmup);
      const measured = () => load(server, options.seconds);
      const row = { dialect: callers.dialect, workload: name };
      if (name === 'page') Object.assign(row, await around(await baselineOf(database, server, callers, requests, files), measured));
      else Object.assign(row, await measured());
      await check(server.url, name, requests);
      sayFigures(`${database.engine} ${callers.dialect} ${name}`, row);
      rows.push(row);
    }
  }
  return rows;
}

/** What a seed page is compared with: on SQLite a constant body of its size, on PostgreSQL pgbench with its statements. */
async function baselineOf(database, server, callers, requests, files) {
  const load = { callers: options.callers, seconds: options.seconds };
  const read = ({ viewer, request }) => ask(server.url, viewer, request);
  const { size } = await read(requests[0]);
  if (database.engine === 'sqlite') {
    const constant = await startConstant(options.work, size);
    await drive(constant, files, { ...load, seconds: 2 * options.warmup });
    return { name: `constant body of ${size} bytes`, once: () => drive(constant, files, load), end: () => stopServer(constant) };
  }
  const people = [1, 2, 3].map((part) => requests[Math.floor(requests.length * part / 4)]);
  const text = await scriptOf(database.postgres, {
    graph: database.graph, people: people.map((one) => ({ ...one, id: one.viewer.id })), read,
  });
  const script = saveScript(`${options.work}/${callers.dialect}.sql`, text);
  await pgbench(database.postgres, database.name, { ...load, script, seconds: options.warmup });
  return { name: 'pgbench', text, once: () => pgbench(database.postgres, database.name, { ...load, script }), end: () => {} };
}

async function around({ name, text, once, end }, measure) {
  const before = await once();
  sayFigures(name, before);
  const figures = await measure();
  const after = await once();
  sayFigures(name, after);
  await end();
  return { ...figures, baseline: { name, text, before, after } };
}

/** Durable writes; on SQLite each send + accept between two runs of the bare loop on the same file. */
async function measureWrites(database, server, all) {
  const rows = [];
  let turn = 0;
  const drive = async (verb, ...args) => JSON.parse(await run(
    'dotnet', [bench, verb, ...args, turn++, options.writers, options.seconds].map(String), database.env));
  const loop = async () => ({ name: 'bare loop', ...await drive('loop', database.connection, database.edges) });
  let last;
  for (const kind of writes.filter((one) => options.workloads.includes(one))) {
    const isCompared = kind === 'send-accept' && database.engine === 'sqlite';
    if (isCompared) sayFigures('bare loop', last = await loop());
    for (const { dialect } of all) {
      forgetPeak(server.pid);
      const [cpu, databaseCpu] = [cpuOf(server.pid), server.databaseCpu?.() ?? 0];
      const figures = await drive('write', server.url, database.connection, database.edges, dialect, kind);
      const row = {
        dialect, workload: kind, requests: figures.done, perSecond: figures.perSecond, p50: figures.p50, p99: figures.p99,
        serverCpu: (cpuOf(server.pid) - cpu) / figures.all,
        databaseCpu: ((server.databaseCpu?.() ?? 0) - databaseCpu) / figures.all,
        callerCpu: figures.cpu, peak: peakOf(server.pid),
      };
      sayFigures(`${database.engine} ${dialect} ${kind}`, row);
      if (isCompared) {
        const after = await loop();
        row.baseline = { name: 'bare loop', before: last, after };
        sayFigures('bare loop', last = after);
      }
      rows.push(row);
    }
  }
  return rows;
}

async function measureEngine(engine, postgres) {
  const database = await newDatabase({ engine, name: 'main_graph', edges: options.edges, work: options.work, postgres });
  say(`${engine}: ${database.graph.edges} edges seeded in ${database.seedSeconds.toFixed(0)} s`);
  const all = [];
  for (const dialect of options.dialects) all.push(await callersOf(bench, database, dialect, options.viewers));
  const server = await startServer(database, (await requestsOf(all[0], 'page'))[0]);
  await warmUp(server, all[0]);
  const rows = [...await measureReads(database, server, all), ...await measureWrites(database, server, all)];
  checkLog(server);
  await stopServer(server);
  await dropDatabase(database);
  const { graph, bytes, seedSeconds } = database;
  const loaded = Math.max(server.idle, ...rows.map((row) => row.peak));
  return { engine, graph, bytes, seedSeconds, startMillis: server.startMillis, idle: server.idle, loaded, rows };
}

/** The servers of all sizes run at the same time and are loaded in turn, so that whatever else goes on hits them alike. */
async function measureGrowth(engine, postgres) {
  const sizes = [];
  const rounds = 2;
  const loading = options.growth.length * growing.length * (rounds * options.seconds + options.warmup + 2);
  for (const edges of options.growth) {
    const seeding = (sizes.at(-1)?.database.seedSeconds ?? 0) * edges / (sizes.at(-1)?.database.edges ?? 1);
    const minutes = (Date.now() - began) / 60_000 + (seeding + loading) / 60;
    if (engine === 'postgres' && sizes.length > 0 && minutes > options.minutes) {
      say(`${engine}: ${edges} edges and more left out, since they would take to minute ${minutes.toFixed(0)}`);
      break;
    }
    const database = await newDatabase({ engine, name: `growing_${edges}`, edges, work: options.work, postgres });
    const callers = await callersOf(bench, database, options.dialects[0], options.viewers);
    const server = await startServer(database, (await requestsOf(callers, 'page'))[0]);
    const [seeded, started] = [database.seedSeconds.toFixed(0), server.startMillis.toFixed(0)];
    say(`${engine}: ${database.graph.edges} edges seeded in ${seeded} s, started in ${started} ms`);
    await warmUp(server, callers);
    sizes.push({ database, callers, server, rows: {} });
  }

  for (const name of growing.filter((one) => sizes[0].callers.speech[one])) {
    for (let round = 0; round < rounds; round++) {
      for (const size of sizes) await loadOnce(size, name, round === 0);
    }
  }
  const grown = sizes.map(({ database: { graph, bytes, seedSeconds }, server, rows }) => ({
    graph, bytes, seedSeconds, startMillis: server.startMillis, idle: server.idle, offset: half(graph),
    loaded: Math.max(...Object.values(rows).flat().map((row) => row.peak)), rows,
  }));
  for (const { server, database } of sizes) {
    checkLog(server);
    await stopServer(server);
    await dropDatabase(database);
  }
  return { engine, dialect: options.dialects[0], lacking: options.growth.slice(sizes.length), sizes: grown };
}

async function loadOnce({ database, callers, server, rows }, name, isFirst) {
  const requests = await requestsOf(callers, name, server.url);
  const files = [write(`${options.work}/reads`, requests)];
  if (isFirst) {
    await check(server.url, name, requests);
    await drive(server, files, { callers: options.callers, seconds: options.warmup });
  }
  const figures = await drive(server, files, { callers: options.callers, seconds: options.seconds });
  sayFigures(`${database.engine} ${database.graph.edges} edges, ${name}`, figures);
  (rows[name] ??= []).push(figures);
}

async function measure() {
  const results = { ...machine(options), engines: [], growth: [] };
  const postgres = options.engines.includes('postgres') ? await startPostgres(options.work) : undefined;
  if (postgres) results.versions.PostgreSQL = postgres.version;
  const of = (engine) => engine === 'postgres' ? postgres : undefined;
  if (options.edges > 0) for (const engine of options.engines) results.engines.push(await measureEngine(engine, of(engine)));
  if (options.growth.length > 0) for (const engine of options.engines) results.growth.push(await measureGrowth(engine, of(engine)));
  results.targets = targetsOf(results);
  results.minutes = (Date.now() - began) / 60_000;
  mkdirSync(options.out, { recursive: true });
  writeFileSync(`${options.out}/results.json`, JSON.stringify(results, null, 1));
  writeFileSync(`${options.out}/results.md`, markdown(results));
  if (results.growth.length > 0) writeFileSync(`${options.out}/growth.svg`, plot(results));
  say(`${results.minutes.toFixed(1)} minutes; figures, tables and plot are in ${options.out}`);
}

if (options.help) {
  console.log(usage);
} else {
  keepPidsIn(`${options.work}/pids`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stopAll().then(() => process.exit(1)));
  try {
    await measure();
  } catch (e) {
    console.error(e.stack);
    process.exitCode = 1;
  } finally {
    await stopAll();
  }
}
