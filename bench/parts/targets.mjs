// What is wanted of the figures, as ratios inside one run.
export const cpuOf = (row) => row.serverCpu + row.databaseCpu;

const mean = (values) => values.reduce((sum, one) => sum + one, 0) / values.length;

const baseline = (row, figure) => mean([row.baseline.before, row.baseline.after].map(figure));

/** Each target: what, where, the ratio that was measured, the one wanted, which is the most or the least, and how far apart they are. */
export function targetsOf({ engines, growth }) {
  const found = [];
  for (const { engine, rows } of engines) {
    for (const row of rows.filter((one) => one.baseline)) found.push({ engine, dialect: row.dialect, ...compared(engine, row) });
    for (const dialect of new Set(rows.map((one) => one.dialect))) {
      const worst = rows.filter((one) => one.dialect === dialect && one.bytes).toSorted((a, b) => b.p99 / b.p50 - a.p99 / a.p50)[0];
      if (!worst) continue;
      const what = 'p99 ÷ p50, the worst of the reads';
      found.push({ engine, dialect, what, ratio: worst.p99 / worst.p50, most: 10, note: worst.workload });
    }
  }
  for (const { engine, dialect, sizes } of growth.filter((one) => one.sizes.length > 1))
    found.push(...grown(sizes).map((target) => ({ engine, dialect, ...target })));
  return found.map((target) => ({ ...target, ...judged(target) }));
}

function compared(engine, row) {
  if (row.workload === 'send-accept')
    return { what: 'send + accept ÷ bare loop, writes/s', ratio: row.perSecond / baseline(row, (one) => one.perSecond), least: 0.75 };
  return engine === 'sqlite'
    ? { what: 'seed page ÷ constant body, CPU', ratio: cpuOf(row) / baseline(row, cpuOf), most: 4, stretch: 2.5 }
    : { what: 'seed page ÷ pgbench, requests/s', ratio: row.perSecond / baseline(row, (one) => one.perSecond), least: 0.45 };
}

/** The processors' time per request at a size of a growing graph. */
export const costAt = (size, name) => mean(size.rows[name].map(cpuOf));

function grown(sizes) {
  const [smallest, largest] = [sizes[0], sizes.at(-1)];
  const targets = Object.keys(smallest.rows).filter((name) => name !== 'deep').map((name) => ({
    what: `${name}, largest ÷ smallest graph, CPU`, ratio: costAt(largest, name) / costAt(smallest, name), most: 1.3,
  }));
  if (smallest.rows.deep) {
    const steps = sizes.slice(1).map((size, i) =>
      costAt(size, 'deep') / costAt(sizes[i], 'deep') / (size.offset / sizes[i].offset));
    targets.push({ what: 'deep page, growth of its CPU ÷ of its offset, the worst step', ratio: Math.max(...steps), most: 1 });
  }
  return [
    ...targets,
    { what: 'start to first answer, largest ÷ smallest graph', ratio: largest.startMillis / smallest.startMillis, most: 1.3 },
    { what: 'memory when idle, largest ÷ smallest graph', ratio: largest.idle / smallest.idle, most: 1.3 },
    { what: 'memory under load, largest − smallest graph, MB', ratio: largest.loaded - smallest.loaded, most: 450, note: 'the 200,000 people that it holds' },
  ];
}

function judged({ ratio, most, least, stretch }) {
  const isMet = most === undefined ? ratio >= least : ratio <= most;
  const verdict = !isMet ? 'not met' : stretch !== undefined && ratio <= stretch ? 'met, the stretch too' : 'met';
  return { ofWanted: ratio / (most ?? least), isMet, verdict };
}
