// npm run bench: Cordée beside its peers in a real Chromium. See bench/README.md.
//   --quick            3.4 k records, two rounds
//   --only a,b         these candidates only
//   --also FILE        one more candidate, whose adapter lies elsewhere
//   --size 50000,...   these sizes only
//   --rounds 3         so many rounds and ingests of each size
//   --out FILE         where the report goes; a full run goes to bench/results and into docs/performance.md
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { drawPicture } from './harness/picture.mjs';
import { adapterAt, allAdapters, fullRounds, lastRoundByMinutes, quickRounds, sizes } from './harness/plan.mjs';
import { runBench } from './harness/run-bench.mjs';
import { consoleTable, writeFigures } from './harness/table.mjs';

const { values: asked } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    only: { type: 'string' },
    also: { type: 'string' },
    size: { type: 'string' },
    rounds: { type: 'string' },
    out: { type: 'string' },
  },
});
const known = allAdapters();
const only = asked.only?.split(',');
const adapters = [
  ...known.filter(({ name }) => only?.includes(name) ?? true),
  ...(asked.also ? [adapterAt(asked.also)] : []),
];
const wantedSizes = asked.size?.split(',').map(Number) ?? (asked.quick ? [3_400] : sizes.map(({ records }) => records));
const unknown = [
  ...(only ?? []).filter((wanted) => !known.some(({ name }) => name === wanted)),
  ...wantedSizes.filter((records) => !sizes.some((size) => size.records === records)),
];
if (unknown.length > 0) {
  console.error(
    `Not known: ${unknown.map(({ name }) => name).join(', ')}. Candidates: ${known.map(({ name }) => name).join(', ')}. Sizes: ${sizes.map(({ records }) => records).join(', ')}.`,
  );
  process.exit(2);
}
const isFull =
  only === undefined &&
  asked.also === undefined &&
  wantedSizes.length === sizes.length &&
  asked.rounds === undefined &&
  !asked.quick;
const out = asked.out ?? (isFull ? 'bench/results/latest.json' : 'node_modules/.cache/bench-latest.json');

const repeated = (records) =>
  asked.rounds
    ? { ingests: Number(asked.rounds), rounds: Number(asked.rounds) }
    : asked.quick
      ? quickRounds
      : fullRounds[records];
const report = await runBench({
  adapters,
  sizes: sizes
    .filter(({ records }) => wantedSizes.includes(records))
    .map((size) => ({
      ...size,
      ...repeated(size.records),
      ...(isFull && { lastRoundByMinutes: lastRoundByMinutes[size.records] }),
    })),
  withWidget: isFull ? { visits: 7, writes: 60 } : undefined,
  log: (line) => console.error(line),
  onProgress(soFar) {
    mkdirSync(dirname(out), { recursive: true });
    writeFileSync(out, `${JSON.stringify(soFar, null, 1)}\n`);
  },
});

console.log(consoleTable(report));
const picture = out.replace(/\.json$/, '.svg');
writeFileSync(picture, drawPicture(report));
if (isFull) writeFigures('docs/performance.md', report);
console.log(`\n${report.minutes} minutes; ${out}, ${picture}`);
process.exitCode = report.wrong.length + report.failed.length > 0 ? 1 : 0;
