// The report as text: for the console, and as the tables of docs/performance.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { workloads } from './plan.mjs';

const count = (records) =>
  records >= 1_000 ? `${(records / 1_000).toLocaleString('en', { maximumFractionDigits: 1 })} k` : String(records);
const figure = (value) =>
  value >= 100
    ? Math.round(value).toLocaleString('en')
    : value >= 10
      ? value.toFixed(0)
      : value >= 1
        ? value.toFixed(1)
        : value.toFixed(2);

/** A number with its ratio to raw; or why there is none. */
function cell({ candidates, notes }, candidate) {
  const value = candidates[candidate];
  if (value === null || value === undefined) {
    const note = notes[candidate] ?? '';
    if (note.startsWith('>')) return note;
    return note === ''
      ? ''
      : note.startsWith('cannot')
        ? '–'
        : note.startsWith('not measured')
          ? '(not in)'
          : note.startsWith('not reached')
            ? '(not reached)'
            : 'failed';
  }
  const { raw } = candidates;
  return candidate === 'raw' || !(raw > 0) ? figure(value) : `${figure(value)} (${ratio(value / raw)})`;
}
const ratio = (value) => (value >= 10 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toFixed(2));

const labelOf = ({ workload }) => (workload === 'library' ? 'Library as used, gzipped' : workloads[workload].label);
const unitOf = ({ unit, durability }) => (durability === 'none' ? unit : `${unit}, ${durability}`);
/** Not begun yet, or not for this size. */
const isEmpty = ({ candidates, notes }) =>
  Object.values(candidates).every((value) => value === null) &&
  Object.values(notes).every((note) => note.startsWith('not reached'));

/** One line per row for the console, with the spread of Cordée's own samples. */
export function consoleTable({ rows, candidates, widget, wrong, failed }) {
  const names = Object.keys(candidates);
  const lines = [['', 'records', ...names.map((name) => candidates[name].label), '±']];
  for (const row of rows) {
    if (isEmpty(row)) continue;
    const spread = Math.max(0, ...Object.values(row.spread));
    lines.push([
      `${labelOf(row)} (${unitOf(row)})`,
      row.records === 0 ? '' : count(row.records),
      ...names.map((name) => cell(row, name)),
      spread > 0 ? `${Math.round(spread * 100)} %` : '',
    ]);
  }
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const text = lines.map((line) =>
    line.map((part, column) => (column === 0 ? part.padEnd(widths[0]) : part.padStart(widths[column]))).join('  '),
  );
  if (widget) {
    text.push(
      '',
      `The demonstration's page: first visit ${figure(widget.firstVisitMs)} ms, again ${figure(widget.againMs)} ms; ` +
        `a topic until stored, while syncing, ${figure(widget.writeMs)} ms, the same bytes by hand ${figure(widget.rawWriteMs)} ms.`,
    );
  }
  if (wrong.length > 0) text.push('', 'WRONG ANSWERS', ...[...new Set(wrong)].map((line) => `  ${line}`));
  if (failed.length > 0) text.push('', 'Rounds that ended early', ...[...new Set(failed)].map((line) => `  ${line}`));
  return text.join('\n');
}

function markdownTable({ rows, candidates }) {
  const names = Object.keys(candidates);
  const head = [
    '',
    'records',
    ...names.map(
      (name) =>
        `${candidates[name].label}${candidates[name].version && name !== 'cordee' ? ` ${candidates[name].version}` : ''}`,
    ),
  ];
  const body = rows
    .filter((row) => !isEmpty(row))
    .map((row) => {
      const best = Math.min(...Object.values(row.candidates).filter((value) => value !== null));
      return [
        `${labelOf(row)}, ${unitOf(row)}`,
        row.records === 0 ? '' : count(row.records),
        ...names.map((name) => (row.candidates[name] === best ? `**${cell(row, name)}**` : cell(row, name))),
      ];
    });
  return [head, head.map((_, column) => (column === 0 ? '---' : '--:')), ...body]
    .map((line) => `| ${line.join(' | ')} |`)
    .join('\n');
}

/** Rows in which Cordée is the quickest, and those in which another one is: said by the figures, so that no text can disagree. */
function standing({ rows, candidates }) {
  const ahead = [];
  const behind = [];
  for (const row of rows) {
    const own = row.candidates.cordee;
    if (own === null || own === undefined) continue;
    const name = `${labelOf(row) === 'The same, again' ? workloads[row.workload].title : labelOf(row)}${row.durability === 'none' ? '' : ` (${row.durability})`}${row.records === 0 ? '' : `, ${count(row.records)}`}`;
    const better = Object.entries(row.candidates)
      .filter(([, value]) => value !== null && value < own)
      .toSorted(([, a], [, b]) => a - b);
    if (better.length === 0) ahead.push(name);
    else
      behind.push(
        `- ${name}: ${better.map(([other, value]) => `${candidates[other].label} ${ratio(value / own)}`).join(', ')}`,
      );
  }
  return [
    ...(ahead.length > 0 ? [`**Ahead of everybody measured**: ${ahead.join('; ')}.`, ''] : []),
    ...(behind.length > 0 ? ['**Behind somebody** (what theirs is as a share of Cordée’s):', '', ...behind, ''] : []),
  ];
}

const begin = '<!-- figures: written by npm run bench -->';
const end = '<!-- /figures -->';

/** Puts the figures between the markers of a page. */
export function writeFigures(file, report) {
  const { machine, date, rounds, widget } = report;
  const measured = Object.entries(rounds)
    .map(
      ([records, { ingests, rounds: times }]) =>
        `${count(Number(records))} records ${times} rounds, ${ingests} ingests`,
    )
    .join('; ');
  const text = [
    begin,
    '',
    `Measured on ${date.slice(0, 10)}: ${machine.cores} cores of ${machine.processor}, ${machine.browser} headless, ${machine.system}. Medians; ${measured}.`,
    '',
    markdownTable(report),
    '',
    ...standing(report),
    ...(widget
      ? [
          `In the page of the demonstration: the journey stands ${figure(widget.firstVisitMs)} ms after a first visit begins and ${figure(widget.againMs)} ms after a second one; ` +
            `a topic is stored ${figure(widget.writeMs)} ms after it was written, while syncing, beside ${figure(widget.rawWriteMs)} ms for the same bytes by hand.`,
          '',
        ]
      : []),
    end,
  ].join('\n');
  const page = readFileSync(file, 'utf8');
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${file} has no place for the figures.`);
  writeFileSync(file, page.slice(0, from) + text + page.slice(to + end.length));
}
