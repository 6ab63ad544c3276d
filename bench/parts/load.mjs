// Load on a server: requests as files for wrk, what a run of it came to, and the checks that it measured right answers.
import { writeFileSync } from 'node:fs';
import { cpuOf, forgetPeak, peakOf } from './proc.mjs';
import { keyOf, neighbourOf, spoken } from './dialects.mjs';
import { run } from './programs.mjs';

/** The people of a graph who call in one dialect, and its workloads. */
export async function callersOf(bench, database, dialect, viewers) {
  const { graph } = database;
  const speech = spoken[dialect](graph);
  const tokensOf = async (from, count) => {
    const lines = await run('dotnet', [bench, 'tokens', database.connection, dialect, from, from + count - 1], database.env);
    return lines.trim().split('\n').map((line) => {
      const [id, key, token] = line.split(' ');
      if (key !== keyOf(Number(id))) throw new Error(`The seed gave ${id} another key than ${keyOf(Number(id))}: ${key}`);
      return personOf(graph, Number(id), speech.signedIn(token));
    });
  };
  const hot = await tokensOf(1, Math.min(graph.hot, viewers));
  const [celebrity] = await tokensOf(graph.celebrity, 1);
  // Those who write while others read: they have asked the celebrity, and nobody else has to do with them.
  const askers = await tokensOf(graph.celebrity + graph.fans + 1, Math.min(graph.askers, 5_000));
  return { dialect, speech, database, graph, hot: scattered(hot), celebrity, askers };
}

export async function ask(url, viewer, request) {
  const headers = { ...viewer.headers, ...request.headers, ...(request.body ? { 'Content-Type': 'application/json' } : {}) };
  const response = await fetch(url + request.path, { method: request.method, headers, body: request.body });
  const text = await response.text();
  if (!response.ok) throw new Error(`${request.method} ${request.path} was answered ${response.status}: ${text.slice(0, 500)}`);
  return {
    text,
    headers: response.headers,
    size: Buffer.byteLength(text),
    get json() {
      return JSON.parse(text);
    },
  };
}

/** The requests of a workload for each of its viewers, and what their answers must hold. */
export async function requestsOf(callers, name, url) {
  const workload = callers.speech[name === 'mix' ? 'page' : name];
  const viewers = workload.celebrity ? [callers.celebrity] : callers.hot;
  const extra = await workload.before?.((request) => ask(url, viewers[0], request));
  return viewers.map((viewer) => ({
    viewer,
    request: workload.of(viewer, workload.neighbour && viewer.neighbour(workload.neighbour), extra),
    wrong: (answer) => workload.wrong(answer, viewer),
  }));
}

/** Asks for a few of the requests and throws when an answer is not what the graph makes it. */
export async function check(url, name, requests) {
  for (const place of new Set([0, requests.length >> 1, requests.length - 1])) {
    const { viewer, request, wrong } = requests[place];
    const lack = wrong(await ask(url, viewer, request));
    if (lack) throw new Error(`${name}, ${request.method} ${request.path} for person ${viewer.id}: ${lack}`);
  }
}

/** A file of requests for wrk. */
export function write(file, requests) {
  writeFileSync(file, requests.map(({ viewer, request }) => `${raw(viewer, request)}\x1e`).join(''));
  return file;
}

/** Requests between askers, for one writing load; no pair comes twice while the database lives, whatever the dialect. */
export function sends({ askers, speech, database }, count) {
  const made = [];
  while (made.length < count) {
    const turn = database.sent = (database.sent ?? -1) + 1;
    const [from, distance] = [turn % askers.length, 1 + Math.floor(turn / askers.length)];
    if (distance >= askers.length) throw new Error('No askers are left to write: take a larger graph, or less time.');
    if (from + distance < askers.length) made.push({ viewer: askers[from], request: speech.send(askers[from + distance]) });
  }
  return made;
}

/** What wrk, and the processors meanwhile, say of so many seconds of these requests. `databaseCpu` reads the database's. */
export async function drive(target, files, { callers, seconds }) {
  const { pid, url, databaseCpu = () => 0 } = target;
  forgetPeak(pid);
  const [server, database] = [cpuOf(pid), databaseCpu()];
  const threads = Math.min(2, callers);
  const printed = await run('wrk', [
    '-t', threads, '-c', callers, '-d', `${seconds}s`, '--timeout', '60s', '-s', new URL('../requests.lua', import.meta.url).pathname,
    url, '--', ...files,
  ].map(String));
  const figures = JSON.parse(printed.trim().split('\n').at(-1));
  const { requests, refused, broken, lacking } = figures;
  if (refused || broken || lacking || !requests)
    throw new Error(`${refused} of ${requests} requests were refused, ${broken} broke, ${lacking} writes were lacking\n${printed}`);
  return {
    requests,
    written: figures.written,
    perSecond: requests / (figures.micros / 1e6),
    p50: figures.p50,
    p99: figures.p99,
    serverCpu: (cpuOf(pid) - server) / requests,
    databaseCpu: (databaseCpu() - database) / requests,
    bytes: figures.bytes / requests,
    peak: peakOf(pid),
  };
}

const personOf = (graph, id, headers) => ({
  id, key: keyOf(id), headers, neighbour: (step) => personOf(graph, neighbourOf(graph, id, step)),
});

/** In an order in which neighbours in the database do not follow each other. */
function scattered(people) {
  const stride = [7919, 104729].find((prime) => people.length % prime);
  return people.map((_, place) => people[place * stride % people.length]);
}

function raw(viewer, { method, path, headers, body = '' }) {
  const type = body ? { 'Content-Type': 'application/json' } : {};
  const length = method === 'GET' ? {} : { 'Content-Length': Buffer.byteLength(body) };
  const lines = Object.entries({ Host: 'localhost', ...viewer.headers, ...headers, ...type, ...length });
  return `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
}
