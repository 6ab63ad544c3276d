// The tables of docs/performance.md.
import { dialects, growing, reads, writes } from './options.mjs';
import { costAt } from './targets.mjs';
import { half } from './dialects.mjs';

const names = { sqlite: 'SQLite', postgres: 'PostgreSQL', selfcommunity: 'SelfCommunity', replyke: 'Replyke', higherlogic: 'Higher Logic' };

export const titles = (graph) => ({
  page: '20 of 40 pending requests (the seed page)', xml: 'the same in XML',
  celebrity: `page 1 of a celebrity's ${whole(graph.askers)} requests`, deep: `the same from row ${whole(half(graph))}`,
  status: 'status of a pair', statuses: '50 statuses', counts: 'counts', connections: '20 of 20 connections',
  mutual: "20 of another's connections, mutual ones first", suggestions: 'suggestions', mix: '500 seed pages to 1 send',
  send: 'send', 'send-accept': 'send, accept', 'send-withdraw': 'send, withdraw',
});

const plain = { xml: 'XML', status: 'status of a pair', statuses: 'statuses of many', mutual: 'mutual connections' };

export function markdown(results) {
  const { engines, growth: grown } = results;
  return [head(results), targets(results), ...engines.map(engine), starts(results), ...grown.map(growth)].join('\n\n') + '\n';
}

function head({ date, command, commit, minutes, load: { callers, writers, seconds, warmup, viewers }, machine, versions }) {
  const { processor, cores, memory, system, disk, busy } = machine;
  const programs = Object.entries(versions).map(([name, version]) => `${name} ${version}`).join('; ');
  return `Measured on ${date.slice(0, 16).replace('T', ' ')} UTC with \`${command}\`, at commit ${commit}, in ${minutes.toFixed(0)} minutes.

- Machine: ${processor}, ${cores} cores that server, database and callers share, ${Math.round(memory / 2 ** 30)} GiB, ${system}. \
Its load was ${busy.toFixed(2)} before the run.
- Databases: on ${disk}${disk === 'tmpfs' ? ', which is memory: **no write was durable**' : ', durable'}.
- Programs: ${programs}.
- Load: ${callers} connections read and ${writers} write, as fast as they are answered, ${seconds} seconds for each figure after \
${warmup} of warming up. Reads go round ${whole(viewers)} people, or as many as the graph has.`;
}

function targets({ targets: wanted }) {
  const rows = wanted.map(({ engine, dialect, what, note, ratio, most, least, stretch, ofWanted, verdict }) => [
    what + (note ? ` (${note})` : ''), names[engine], names[dialect], short(ratio),
    (most === undefined ? `≥ ${least}` : `≤ ${most}`) + (stretch ? ` (${stretch})` : ''), short(ofWanted), verdict,
  ]);
  return `### Targets\n\n${table(['target', 'engine', 'dialect', 'measured', 'wanted', 'measured ÷ wanted', ''], rows)}`;
}

function engine({ engine, graph, rows }) {
  const title = titles(graph);
  const lines = rows.flatMap((row) => [
    line(names[row.dialect], title[row.workload], row),
    ...(row.baseline ? ['before', 'after'].map((when) => line('', `*${row.baseline.name}, ${when}*`, row.baseline[when])) : []),
  ]);
  const header = ['dialect', 'workload', 'requests/s', 'p50, ms', 'p99, ms', 'server CPU, µs', 'database CPU, µs', 'bytes', 'peak, MB'];
  return `### ${names[engine]}\n\n${table(header, lines)}\n\n${lacking(rows)}`;
}

const line = (dialect, workload, { perSecond, p50, p99, serverCpu, databaseCpu, bytes, peak }) => [
  dialect, workload, whole(perSecond), millis(p50), millis(p99), whole(serverCpu), databaseCpu === 0 ? '' : whole(databaseCpu),
  whole(bytes), whole(peak),
];

function lacking(rows) {
  const measured = new Set(rows.map((row) => row.workload));
  const missing = dialects.filter((dialect) => rows.some((row) => row.dialect === dialect)).flatMap((dialect) => {
    const has = new Set(rows.filter((row) => row.dialect === dialect).map((row) => row.workload));
    const lacks = [...reads, ...writes].filter((name) => measured.has(name) && !has.has(name)).map((name) => plain[name] ?? name);
    return lacks.length > 0 ? [`${names[dialect]} has no ${lacks.join(', no ')}`] : [];
  });
  return missing.length > 0 ? `${missing.join('. ')}.` : 'Every dialect has all of these.';
}

function starts({ engines, growth }) {
  const rows = [
    ...engines,
    ...growth.flatMap(({ engine, sizes }) => sizes.map((size) => ({ ...size, engine }))),
  ].map(({ engine, graph, bytes, seedSeconds, startMillis, idle, loaded }) => [
    names[engine],
    ...[graph.edges, graph.lastId, bytes / 2 ** 20, seedSeconds, startMillis, idle, loaded].map(whole),
  ]);
  const header = ['engine', 'edges', 'people', 'database, MB', 'seeded in, s', 'start to first answer, ms', 'idle, MB', 'under load, MB'];
  return `### Starting and memory\n\n${table(header, rows)}`;
}

function growth({ engine, dialect, sizes, lacking }) {
  const title = titles(sizes.at(-1).graph);
  const rows = growing.filter((name) => sizes[0].rows[name]).map((name) => [
    name === 'deep' ? "half way down a celebrity's requests" : title[name],
    ...sizes.map((size) => `${whole(costAt(size, name))} µs, ${millis(Math.min(...size.rows[name].map((row) => row.p50)))} ms`),
    short(costAt(sizes.at(-1), name) / costAt(sizes[0], name)),
  ]);
  const offsets = ['offset of that page', ...sizes.map((size) => whole(size.offset)), short(sizes.at(-1).offset / sizes[0].offset)];
  const header = ['workload', ...sizes.map((size) => `${whole(size.graph.edges)} edges`), 'largest ÷ smallest'];
  const missing = lacking.length > 0 ? `\n\nLeft out for lack of time: ${lacking.map(whole).join(', ')} edges.` : '';
  return `### Growth on ${names[engine]}, in ${names[dialect]}

Processor time per request, of server and database together, and the median answer.

${table(header, [...rows, offsets])}${missing}`;
}

function table(header, rows) {
  return [header, header.map((_, i) => i === 0 ? '---' : '--:'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

const whole = (number) => number === undefined ? '' : Math.round(number).toLocaleString('en-US');

const millis = (micros) => micros === undefined ? '' : (micros / 1000).toFixed(2);

const short = (number) => number >= 100 ? whole(number) : number.toFixed(2);

