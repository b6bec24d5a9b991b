import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

interface Picture {
  drawPicture(report: unknown): string;
}
const { drawPicture } = (await import(pathToFileURL(resolve('bench/harness/picture.mjs')).href)) as Picture;

/** A report with one row, in which Cordée took what it took and another so many milliseconds. */
const reportOf = (otherMs: number | null): unknown => ({
  date: '2026-01-01T00:00:00.000Z',
  machine: { browser: 'Chrome/1', cores: 2, processor: 'any' },
  rounds: { 3400: { ingests: 1, rounds: 1 } },
  candidates: { cordee: { label: 'Cordée' }, other: { label: 'Other' } },
  rows: [
    {
      workload: 'search-again',
      records: 3_400,
      durability: 'none',
      candidates: { cordee: 12, other: otherMs },
      notes: {},
    },
  ],
});

for (const [what, otherMs] of [
  ['so quick that the clock says nothing', 0],
  ['without a number', null],
  ['slower', 480],
] as const) {
  test(`the picture of a run is drawn with a candidate ${what}`, () => {
    const picture = drawPicture(reportOf(otherMs));
    assert.match(picture, /<svg .*Cordée<\/text>.*<\/svg>/s);
    assert.doesNotMatch(picture, /NaN|undefined|Infinity/);
    assert.equal(picture.includes('>Other</text>'), otherMs !== null);
  });
}
