// The whole measurement: every size, candidates in turn within each round, and a report after each round, so that a
// run that is interrupted has said what it knew.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { join, resolve } from 'node:path';
import puppeteer from 'puppeteer-core';
import { chromium } from '../../scripts/browser.mjs';
import { answersFor } from '../workload/model.mjs';
import { aboutIn } from './about.mjs';
import { bundleCandidate, versionOf, weighCandidate } from './bundle.mjs';
import { createLab } from './lab.mjs';
import { ingest, measureRound } from './measure.mjs';
import { workloads } from './plan.mjs';
import { createRecord, median } from './record.mjs';
import { serve } from './server.mjs';
import { measureWidget } from './widget.mjs';

/**
 * @param options.adapters `{ name, file }` each.
 * @param options.sizes `{ records, journeys, ingests, rounds, lastRoundByMinutes? }` each.
 * @param options.withWidget Whether the page of the demonstration is measured too.
 * @param options.onProgress Called with the report so far, `complete` at the end.
 * @returns The report.
 */
export async function runBench({ adapters, sizes, withWidget, onProgress = () => {}, log = () => {} }) {
  const folder = resolve('node_modules/.cache', `bench-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const startedAt = new Date();
  const about = {};
  const kilobytes = {};
  const candidates = adapters.map(({ name }) => name);
  for (const adapter of adapters) {
    await bundleCandidate(adapter, join(folder, 'pages'));
    kilobytes[adapter.name] = (await weighCandidate(adapter)) / 1_000;
    about[adapter.name] = aboutOf(adapter);
  }
  const server = await serve(join(folder, 'pages'));
  try {
    const lab = await createLab({ url: server.url, folder });
    const record = createRecord();
    const machine = await describeMachine();
    let widget;
    const report = (complete) => ({
      date: startedAt.toISOString(),
      minutes: Number(((Date.now() - startedAt) / 60_000).toFixed(1)),
      complete,
      machine,
      rounds: Object.fromEntries(sizes.map(({ records, ingests, rounds }) => [records, { ingests, rounds }])),
      candidates: about,
      rows: rowsOf(record, candidates, sizes, kilobytes),
      widget,
      wrong: record.wrong,
      failed: record.failed,
    });
    for (const size of sizes) {
      log(`${size.records} records`);
      await measureSize({ lab, record, candidates, about, size, log, onRound: () => onProgress(report(false)) });
      rmSync(join(folder, 'profiles'), { recursive: true, force: true });
    }
    if (withWidget) {
      log('the page of the demonstration');
      widget = await summarizeWidget(withWidget).catch((error) => {
        record.failed.push(`the page of the demonstration: ${error.message}`);
        return undefined;
      });
    }
    const last = report(true);
    onProgress(last);
    return last;
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

const turned = (list, by) => list.map((_, index) => list[(index + by) % list.length]);

async function measureSize({ lab, record, candidates, about, size, log, onRound }) {
  const { records, journeys, ingests, rounds, lastRoundByMinutes = Infinity } = size;
  const isLate = (roundMs) => (performance.now() + roundMs) / 60_000 > lastRoundByMinutes;
  const model = answersFor(journeys);
  const ready = new Set(candidates);
  for (let round = 0, roundMs = 0; round < ingests && (round === 0 || !isLate(roundMs)); round++) {
    const startedAt = performance.now();
    for (const candidate of turned(candidates, round)) {
      if (!ready.has(candidate)) continue;
      const since = performance.now();
      if (!(await ingest({ lab, record, candidate, records, journeys }))) ready.delete(candidate);
      log(`  in ${round + 1}/${ingests} ${candidate} ${seconds(since)}`);
    }
    onRound();
    roundMs = performance.now() - startedAt;
  }
  for (let round = 0, roundMs = 0; round < rounds && (round === 0 || !isLate(roundMs)); round++) {
    const startedAt = performance.now();
    for (const candidate of turned(candidates, round)) {
      if (!ready.has(candidate)) continue;
      const since = performance.now();
      await measureRound({ lab, record, candidate, about: about[candidate], records, journeys, model });
      log(`  round ${round + 1}/${rounds} ${candidate} ${seconds(since)}`);
    }
    onRound();
    roundMs = performance.now() - startedAt;
  }
}

const seconds = (since) => `${((performance.now() - since) / 1_000).toFixed(1)} s`;

function rowsOf(record, candidates, sizes, kilobytes) {
  const measured = sizes.flatMap(({ records }) =>
    Object.entries(workloads).map(([workload, { unit, durability }]) => ({
      workload,
      records,
      durability,
      unit,
      ...record.row(workload, records, candidates),
    })),
  );
  const size = Object.fromEntries(candidates.map((candidate) => [candidate, Number(kilobytes[candidate].toFixed(1))]));
  return [
    ...measured,
    {
      workload: 'library',
      records: 0,
      durability: 'none',
      unit: 'kB',
      candidates: size,
      spread: {},
      samples: {},
      notes: {},
    },
  ];
}

function aboutOf({ name, file }) {
  const { label, package: library, durabilities, forced } = aboutIn(file);
  const version =
    name === 'cordee' ? JSON.parse(readFileSync('package.json', 'utf8')).version : library && versionOf(library);
  return { label, version, durabilities, forced };
}

async function describeMachine() {
  const browser = await puppeteer.launch(await chromium());
  try {
    return {
      processor: cpus()[0]?.model.trim(),
      cores: cpus().length,
      system: `${process.platform} ${release()}`,
      node: process.version,
      browser: await browser.version(),
    };
  } finally {
    await browser.close();
  }
}

async function summarizeWidget({ visits, writes }) {
  const { first, again, ours, raw } = await measureWidget({ visits, writes });
  const two = (values) => Number(median(values).toFixed(1));
  return { firstVisitMs: two(first), againMs: two(again), writeMs: two(ours), rawWriteMs: two(raw), visits, writes };
}
