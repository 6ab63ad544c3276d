// What to measure. The defaults are the whole thing, for a machine with two cores and nothing else to do.
import { parseArgs } from 'node:util';

export const engines = ['sqlite', 'postgres'];
export const dialects = ['selfcommunity', 'replyke', 'higherlogic'];
export const reads = [
  'page', 'xml', 'celebrity', 'deep', 'status', 'statuses', 'counts', 'connections', 'mutual', 'suggestions', 'mix',
];
export const writes = ['send', 'send-accept', 'send-withdraw'];
export const growing = ['page', 'counts', 'status', 'deep'];

export const usage = `bench/run [options]

  --engines LIST     of ${engines.join(',')}
  --dialects LIST    of ${dialects.join(',')}; growth is measured in the first
  --workloads LIST   of ${[...reads, ...writes].join(',')}
  --edges N          rows of edges in the main graph (4900000: 100,000 people with 1,000,000 relations, and a celebrity), 0 for none
  --growth LIST      rows of edges in each of the growing graphs (10000,100000,1000000,10000000), 0 for none
  --seconds N        of each measurement (4)
  --warmup N         seconds of the same load before each (2)
  --callers N        connections that read (8)
  --writers N        connections that write (64)
  --viewers N        people whose pages are read in turn (10000)
  --minutes N        PostgreSQL's larger growing graphs are left out when they would end after so many (25)
  --quick            small graphs and a second each: shows that everything works, and measures nothing
  --out FOLDER       where results.json, results.md and growth.svg go (artifacts/bench)`;

export function optionsOf(argv) {
  const text = (value) => ({ type: 'string', default: value });
  const quick = argv.includes('--quick');
  const { values } = parseArgs({
    args: argv,
    options: {
      engines: text(engines.join()), dialects: text(dialects.join()), workloads: text([...reads, ...writes].join()),
      edges: text(quick ? '50000' : '4900000'), growth: text(quick ? '10000,30000' : '10000,100000,1000000,10000000'),
      seconds: text(quick ? '1' : '4'), warmup: text(quick ? '1' : '2'), callers: text('8'), writers: text('64'),
      viewers: text('10000'), minutes: text('25'), out: text('artifacts/bench'), work: { type: 'string' },
      quick: { type: 'boolean', default: false }, help: { type: 'boolean', default: false },
    },
  });
  return {
    ...values,
    engines: listOf(values.engines, engines), dialects: listOf(values.dialects, dialects),
    workloads: listOf(values.workloads, [...reads, ...writes]), growth: values.growth.split(',').map(numberOf).filter(Boolean),
    edges: numberOf(values.edges), seconds: numberOf(values.seconds), warmup: numberOf(values.warmup),
    callers: numberOf(values.callers), writers: numberOf(values.writers), viewers: numberOf(values.viewers),
    minutes: numberOf(values.minutes),
  };
}

function listOf(text, known) {
  const list = text.split(',');
  const wrong = list.find((name) => !known.includes(name));
  if (wrong !== undefined) throw new Error(`"${wrong}" is none of ${known.join(', ')}`);
  return known.filter((name) => list.includes(name)).sort((a, b) => list.indexOf(a) - list.indexOf(b));
}

function numberOf(text) {
  if (!/^\d+$/.test(text)) throw new Error(`"${text}" is no whole number`);
  return Number(text);
}
