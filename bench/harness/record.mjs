// Keeps what was measured until it is reported: numbers, reasons why there is none, and answers that were wrong.
import { isDeepStrictEqual } from 'node:util';

export const median = (values) => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
};
const quantile = (values, share) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
/** Half of the middle half, as a share of the median: how far a typical run is from it. */
const spreadOf = (values) =>
  values.length < 3 ? undefined : (quantile(values, 0.75) - quantile(values, 0.25)) / 2 / median(values);

export function createRecord() {
  const samples = new Map();
  const notes = new Map();
  const wrong = [];
  const failed = [];
  const keyOf = (workload, records, candidate) => `${workload}|${records}|${candidate}`;
  return {
    wrong,
    /** Rounds that ended before their end. */
    failed,
    add(workload, records, candidate, ...values) {
      const key = keyOf(workload, records, candidate);
      samples.set(key, [...(samples.get(key) ?? []), ...values]);
    },
    /** Why there is no number. The first reason stays. */
    note(workload, records, candidate, reason) {
      const key = keyOf(workload, records, candidate);
      if (!notes.has(key)) notes.set(key, reason);
    },
    isNoted: (workload, records, candidate) => notes.has(keyOf(workload, records, candidate)),
    check(what, actual, expected) {
      if (isDeepStrictEqual(actual, expected)) return;
      wrong.push(`${what}: ${firstDifference(actual, expected)}`);
    },
    row(workload, records, candidates) {
      const row = { candidates: {}, spread: {}, samples: {}, notes: {} };
      for (const candidate of candidates) {
        const key = keyOf(workload, records, candidate);
        const values = samples.get(key) ?? [];
        const note =
          notes.get(key) ?? (values.length === 0 ? 'not reached: an earlier step ended the round' : undefined);
        row.candidates[candidate] = values.length > 0 && note === undefined ? round(median(values)) : null;
        if (note !== undefined) row.notes[candidate] = note;
        else if (values.length > 0) {
          row.samples[candidate] = values.length;
          const spread = spreadOf(values);
          if (spread !== undefined) row.spread[candidate] = Number(spread.toFixed(3));
        }
      }
      return row;
    },
  };
}

const round = (value) => Number(value.toPrecision(4));

/** Where two answers part, for whoever must find out why. */
function firstDifference(actual, expected, path = '') {
  if (isDeepStrictEqual(actual, expected)) return '';
  if (typeof actual !== 'object' || typeof expected !== 'object' || actual === null || expected === null) {
    return `${path || 'answer'} is ${JSON.stringify(actual)?.slice(0, 120)}, not ${JSON.stringify(expected)?.slice(0, 120)}`;
  }
  for (const name of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    const difference = firstDifference(actual[name], expected[name], path === '' ? name : `${path}.${name}`);
    if (difference !== '') return difference;
  }
  return `${path || 'answer'} differs`;
}
