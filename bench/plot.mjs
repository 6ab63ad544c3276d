// Draws how the cost of each workload grows with the graph: bench/plot.mjs results.json growth.svg
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { costAt } from './parts/targets.mjs';

const [width, height, left, top, right, bottom] = [440, 300, 60, 50, 45, 50];
const lines = {
  page: ['page 1', '#1f77b4'], counts: ['counts', '#2ca02c'], status: ['status of a pair', '#9467bd'], deep: ['deep page', '#d62728'],
};
const names = { sqlite: 'SQLite', postgres: 'PostgreSQL' };

/** One panel for each engine: processor time per request by edges, both logarithmic, as multiples of the smallest graph's. */
export function plot({ growth }) {
  const highest = Math.max(2, ...growth.flatMap(({ sizes }) =>
    sizes.flatMap((size) => Object.keys(size.rows).map((name) => times(sizes, size, name)))));
  const top10 = 10 ** Math.ceil(Math.log10(highest));
  const panels = growth.map((one, i) => `<g transform="translate(${i * (width + left + right)} 0)">${panel(one, top10)}</g>`);
  const [w, h] = [growth.length * (width + left + right), top + height + bottom + 30];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}"
 font-family="sans-serif" font-size="13">
<rect width="100%" height="100%" fill="white"/>
${panels.join('\n')}
${legend(h - 14)}
</svg>
`;
}

const times = (sizes, size, name) => costAt(size, name) / costAt(sizes[0], name);

function panel({ engine, sizes }, highest) {
  const edges = sizes.map((size) => size.graph.edges);
  const [from, to] = [Math.log10(edges[0]), Math.log10(edges.at(-1)) + 1e-9];
  const x = (value) => left + (Math.log10(value) - from) / (to - from) * width;
  // Half of the smallest graph's cost is the lowest that is shown.
  const y = (value) => top + height - Math.log10(Math.max(0.5, value) / 0.5) / Math.log10(highest / 0.5) * height;
  const grid = [1, 10, 100, 1000].filter((value) => value <= highest).map((value) => `
<line x1="${left}" x2="${left + width}" y1="${y(value)}" y2="${y(value)}" stroke="#ccc"/>
<text x="${left - 8}" y="${y(value) + 4}" text-anchor="end">${value}×</text>`);
  const ticks = edges.map((value) => `
<line x1="${x(value)}" x2="${x(value)}" y1="${top + height}" y2="${top + height + 5}" stroke="#333"/>
<text x="${x(value)}" y="${top + height + 20}" text-anchor="middle">${value.toLocaleString('en-US')}</text>`);
  const drawn = Object.entries(lines).filter(([name]) => sizes[0].rows[name]).map(([name, [, colour]]) =>
    path(sizes.map((size) => [x(size.graph.edges), y(times(sizes, size, name))]), colour));
  const offsets = path(sizes.map((size) => [x(size.graph.edges), y(size.offset / sizes[0].offset)]), '#d62728', true);
  return `<text x="${left}" y="24" font-size="16">${names[engine]}: CPU per request by edges</text>
${grid.join('')}
<line x1="${left}" x2="${left + width}" y1="${y(1.3)}" y2="${y(1.3)}" stroke="#999" stroke-dasharray="2 3"/>
<clipPath id="${engine}"><rect x="${left - 5}" y="${top - 5}" width="${width + 10}" height="${height + 10}"/></clipPath>
<g clip-path="url(#${engine})">${drawn.join('')}${offsets}</g>
<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="none" stroke="#333"/>${ticks.join('')}`;
}

function path(points, colour, isDashed) {
  const dots = isDashed ? '' : points.map(([x, y]) => `<circle cx="${fixed(x)}" cy="${fixed(y)}" r="3.5" fill="${colour}"/>`).join('');
  const dash = isDashed ? ' stroke-dasharray="6 4" opacity="0.6"' : ' stroke-width="2"';
  return `\n<polyline points="${points.map((point) => point.map(fixed).join()).join(' ')}" fill="none" stroke="${colour}"${dash}/>${dots}`;
}

function legend(y) {
  const entries = [...Object.values(lines), ['offset of the deep page (dashed)', '#d62728'], ['1.3 times (dotted)', '#999']];
  let x = left;
  return entries.map(([name, colour]) => {
    const at = x;
    x += 40 + name.length * 6.5;
    return `<rect x="${at}" y="${y - 9}" width="12" height="4" fill="${colour}"/>
<text x="${at + 18}" y="${y}" font-size="12">${name}</text>`;
  }).join('\n');
}

const fixed = (number) => Number(number.toFixed(1));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [results, file] = process.argv.slice(2);
  writeFileSync(file, plot(JSON.parse(readFileSync(results, 'utf8'))));
}
