// What is measured, how often, and how long anybody is waited for.
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

/** In the order of the tables: the floor last but first in mind, so that ratios are to `raw`. */
const order = ['cordee', 'raw', 'idb', 'dexie', 'rxdb', 'pouchdb', 'tinybase'];

/** Every adapter in the folder: a new file is a new candidate. */
export const allAdapters = () =>
  readdirSync('bench/candidates')
    .filter((file) => file.endsWith('.mjs'))
    .map((file) => adapterAt(join('bench/candidates', file)))
    .toSorted((a, b) => (order.indexOf(a.name) + 1 || 99) - (order.indexOf(b.name) + 1 || 99));

export const adapterAt = (file) => ({ name: basename(file, '.mjs'), file });

/** Records to journeys of 3,400 each. */
export const sizes = [
  { records: 3_400, journeys: 1 },
  { records: 50_000, journeys: 15 },
  { records: 200_000, journeys: 60 },
];

/** How often each size is taken in and measured in a full run. */
export const fullRounds = {
  3400: { ingests: 5, rounds: 7 },
  50000: { ingests: 2, rounds: 5 },
  200000: { ingests: 1, rounds: 3 },
};
export const quickRounds = { ingests: 2, rounds: 2 };

/** Minutes into a full run after which no further round of a size is begun; one is always made. A busy machine makes fewer. */
export const lastRoundByMinutes = { 3400: 4, 50000: 12, 200000: 22 };

/** Milliseconds that a step may take before it is reported as more than that. */
export const limitsMs = { open: 20_000, ingest: 75_000, query: 20_000, samples: 30_000, fanOut: 20_000, heap: 40_000 };

/** Samples of a write in one round: so many, or for so long, but two at least. */
export const sampling = { count: 12, budgetMs: 1_500 };

/** Every row that a report may have. `unit` is what its numbers are in; the smaller is the better throughout. */
export const workloads = {
  'cold-open': { label: 'Cold open to first screen', unit: 'ms', durability: 'none' },
  ingest: { label: 'First ingest', unit: 'ms', durability: 'relaxed' },
  'write-strict': { label: 'Write until stored', unit: 'ms', durability: 'strict' },
  'echo-strict': { label: 'Write to live echo', unit: 'ms', durability: 'strict' },
  'cross-tab-strict': { label: 'Write to live echo in another tab', unit: 'ms', durability: 'strict' },
  'write-relaxed': { label: 'Write until stored', unit: 'ms', durability: 'relaxed' },
  'echo-relaxed': { label: 'Write to live echo', unit: 'ms', durability: 'relaxed' },
  'cross-tab-relaxed': { label: 'Write to live echo in another tab', unit: 'ms', durability: 'relaxed' },
  'fan-out': { label: '200 remote changes under 20 live queries', unit: 'ms', durability: 'relaxed' },
  'unread-first': { label: 'Unread encouragements of 30 days, first', unit: 'ms', durability: 'none' },
  'unread-again': {
    label: 'The same, again',
    title: 'Unread encouragements, asked again',
    unit: 'ms',
    durability: 'none',
  },
  'search-first': { label: 'Word prefix in all texts, first', unit: 'ms', durability: 'none' },
  'search-again': {
    label: 'The same, again',
    title: 'Word prefix in all texts, asked again',
    unit: 'ms',
    durability: 'none',
  },
  heap: { label: 'Heap after looking around', unit: 'MB', durability: 'none' },
  disk: { label: 'Bytes on disk', unit: 'MB', durability: 'none' },
};
