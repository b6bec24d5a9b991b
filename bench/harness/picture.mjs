// The report as one picture: a panel per workload, both axes logarithmic, a line per candidate with its name at the
// end. Colours follow the reader's light or dark.
import { scaleLog } from 'd3-scale';
import { line } from 'd3-shape';
import { workloads } from './plan.mjs';

const shown = [
  'cold-open',
  'ingest',
  'fan-out',
  'write-strict',
  'echo-strict',
  'cross-tab-strict',
  'write-relaxed',
  'echo-relaxed',
  'cross-tab-relaxed',
  'unread-again',
  'search-again',
  'heap',
];
const columns = 3;
const panel = { width: 350, height: 250, top: 46, right: 78, bottom: 34, left: 46 };
const margin = { top: 64, side: 18 };

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const short = (records) => `${(records / 1_000).toLocaleString('en', { maximumFractionDigits: 1 })} k`;
const figure = (value) =>
  value >= 1_000_000 ? `${value / 1_000_000} M` : value >= 1_000 ? `${value / 1_000} k` : String(value);
const at = (value) => value.toFixed(1);
/** What took less than the clock can tell is drawn where the clock begins: a logarithmic axis has no zero. */
const drawable = (value) => Math.max(value, 0.001);

const style = `
  svg { font: 12px system-ui, 'Segoe UI', 'Helvetica Neue', sans-serif }
  .sheet { fill: #fbfaf7 } .card { fill: #fff; stroke: #e6e2d9 }
  text { fill: #57534a } .title { fill: #1f1d1a; font-weight: 600 } .head { fill: #1f1d1a; font-size: 18px; font-weight: 650 }
  .grid { stroke: #ece9e2 } path, .dot { fill: none; stroke-width: 1.6; stroke-linejoin: round; stroke-linecap: round }
  .c0 { stroke: #b4451f } .c1 { stroke: #1f1d1a } .c2 { stroke: #6d7f94 } .c3 { stroke: #2f6f8f } .c4 { stroke: #8a5a9e } .c5 { stroke: #4f7d4a } .c6 { stroke: #a8812b } .c7 { stroke: #777 }
  .n0 { fill: #b4451f; font-weight: 700 } .n1 { fill: #1f1d1a } .n2 { fill: #5d6f84 } .n3 { fill: #2a6482 } .n4 { fill: #7c4f90 } .n5 { fill: #43703e } .n6 { fill: #86651c } .n7 { fill: #666 }
  path.c0 { stroke-width: 3.4 } path.c1 { stroke-dasharray: 5 4 } .small { font-size: 10.5px }
  @media (prefers-color-scheme: dark) {
    .sheet { fill: #191816 } .card { fill: #211f1c; stroke: #35322d } text { fill: #b6b0a4 } .title, .head { fill: #f2eee6 } .grid { stroke: #322f2a }
    .c0 { stroke: #ff9166 } .c1 { stroke: #f2eee6 } .c2 { stroke: #93a5ba } .c3 { stroke: #6cb4d6 } .c4 { stroke: #c79adb } .c5 { stroke: #8fc788 } .c6 { stroke: #dcb75c } .c7 { stroke: #aaa }
    .n0 { fill: #ff9166 } .n1 { fill: #f2eee6 } .n2 { fill: #93a5ba } .n3 { fill: #6cb4d6 } .n4 { fill: #c79adb } .n5 { fill: #8fc788 } .n6 { fill: #dcb75c } .n7 { fill: #aaa }
  }`;

/** The report of a run as an SVG. */
export function drawPicture({ rows, candidates, machine, date, rounds }) {
  const sizes = Object.keys(rounds).map(Number);
  const names = Object.keys(candidates);
  const drawn = shown.filter((workload) =>
    rows.some((row) => row.workload === workload && Object.values(row.candidates).some((value) => value !== null)),
  );
  const width = margin.side * 2 + columns * panel.width;
  const height = margin.top + Math.ceil(drawn.length / columns) * panel.height + margin.side;
  const panels = drawn.map((workload, order) => {
    const x = margin.side + (order % columns) * panel.width;
    const y = margin.top + Math.floor(order / columns) * panel.height;
    return `<g transform="translate(${x} ${y})">${drawPanel(
      workload,
      rows.filter((row) => row.workload === workload),
      names,
      candidates,
      sizes,
    )}</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="what">`,
    `<title id="what">Cordée beside raw IndexedDB and other libraries: lower is better; both axes are logarithmic. The table in docs/performance.md has the figures.</title>`,
    `<style>${style}</style>`,
    `<rect class="sheet" width="${width}" height="${height}" rx="14"/>`,
    `<text class="head" x="${margin.side + 6}" y="32">Lower is better, by number of records</text>`,
    `<text x="${margin.side + 6}" y="52">${escape(`Medians, logarithmic. ${machine.browser}, ${machine.cores} × ${machine.processor}, ${date.slice(0, 10)}.`)}</text>`,
    ...panels,
    '</svg>',
    '',
  ].join('\n');
}

function drawPanel(workload, rows, names, candidates, sizes) {
  const { label, title = label, unit, durability } = workloads[workload];
  const values = rows.flatMap((row) =>
    Object.values(row.candidates)
      .filter((value) => value !== null)
      .map(drawable),
  );
  const low = 10 ** Math.floor(Math.log10(Math.min(...values)));
  const high = 10 ** Math.ceil(Math.log10(Math.max(...values) * 1.001));
  const x = scaleLog()
    .domain([Math.min(...sizes), Math.max(...sizes, Math.min(...sizes) * 1.01)])
    .range([panel.left, panel.width - panel.right]);
  const y = scaleLog()
    .domain([low, high])
    .range([panel.height - panel.bottom - 12, panel.top + 14]);
  const decades = Array.from({ length: Math.round(Math.log10(high / low)) + 1 }, (_, power) =>
    Number((low * 10 ** power).toPrecision(3)),
  );
  const series = names
    .map((name, order) => ({
      name,
      order,
      label: candidates[name].label,
      points: rows.flatMap(({ records, candidates: of }) =>
        of[name] === null || of[name] === undefined ? [] : [[x(records), y(drawable(of[name]))]],
      ),
    }))
    .filter(({ points }) => points.length > 0);
  const absent = names.flatMap((name) => {
    const row = rows.find(({ notes }) => notes[name]?.startsWith('>') || notes[name]?.includes('ingest >'));
    return row
      ? [`${candidates[name].label} at ${short(row.records)}: ${row.notes[name].replace('not measured: ', '')}`]
      : [];
  });
  return [
    `<rect class="card" x="4" y="4" width="${panel.width - 8}" height="${panel.height - 8}" rx="10"/>`,
    `<text class="title" x="16" y="26">${escape(title)}</text>`,
    `<text class="small" x="16" y="41">${escape(durability === 'none' ? unit : `${unit}, ${durability}`)}${absent.length > 0 ? escape(` · ${absent.join('; ')}`) : ''}</text>`,
    ...decades.map(
      (value) =>
        `<line class="grid" x1="${panel.left}" x2="${panel.width - panel.right}" y1="${at(y(value))}" y2="${at(y(value))}"/><text class="small" x="${panel.left - 6}" y="${at(y(value) + 3.5)}" text-anchor="end">${figure(value)}</text>`,
    ),
    ...sizes.map(
      (records) =>
        `<text class="small" x="${at(x(records))}" y="${panel.height - 18}" text-anchor="middle">${short(records)}</text>`,
    ),
    // Cordée is drawn last, on top of the others.
    ...series
      .toReversed()
      .map(
        ({ order, points }) =>
          `<path class="c${Math.min(order, 7)}" d="${line()(points)}"/>${points.map(([px, py]) => `<circle class="dot c${Math.min(order, 7)}" cx="${at(px)}" cy="${at(py)}" r="${order === 0 ? 3 : 2}"/>`).join('')}`,
      ),
    ...labels(series).map(
      ({ text, order, at: top }) =>
        `<text class="small n${Math.min(order, 7)}" x="${panel.width - panel.right + 10}" y="${at(top + 3.5)}">${escape(text)}</text>`,
    ),
  ].join('\n');
}

/** Names at the ends of their lines, pushed apart where they would lie on each other. */
function labels(series) {
  const gap = 13;
  const placed = series
    .map(({ label, order, points }) => ({ text: label.replace(' IndexedDB', ''), order, at: points.at(-1)[1] }))
    .toSorted((a, b) => a.at - b.at);
  for (let index = 1; index < placed.length; index++)
    placed[index].at = Math.max(placed[index].at, placed[index - 1].at + gap);
  const over = placed.length > 0 ? Math.max(0, placed.at(-1).at - (panel.height - panel.bottom)) : 0;
  if (over > 0) {
    placed.at(-1).at -= over;
    for (let index = placed.length - 2; index >= 0; index--)
      placed[index].at = Math.min(placed[index].at, placed[index + 1].at - gap);
  }
  return placed;
}
