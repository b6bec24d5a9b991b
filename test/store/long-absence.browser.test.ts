import { expect } from '@open-wc/testing';
import { systemEnv } from '../../src/env.js';
import { openIdbDatabase } from '../../src/store/idb-database.js';
import { createRecordStore } from '../../src/store/record-store.js';
import type { Answer, ServerPage, ServerRecord } from '../../src/store/store.js';

const own = 2_000;
const theirs = 20_000;
const circle = 'j1/circle';
const guides = 'j1/guides';
const said = (id: string, rev: number, space = circle): ServerRecord => ({
  type: 'contribution',
  id,
  space,
  rev,
  fields: { topic: 't', at: new Date(1_790_000_000_000 + rev * 1_000).toISOString(), body: { text: `words of ${id}` } },
  stamps: {},
  readable: true,
});
const range = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

describe('a device that was away for thirty days', () => {
  it(`[T15] takes in ${theirs} records and the answers to ${own} changes; every word is sent, waits or is in the tray`, async function () {
    this.timeout(240_000);
    const name = `cordee-away-${Date.now()}`;
    const store = await createRecordStore(await openIdbDatabase(name), systemEnv, name);
    const { replica } = await store.identity();
    const page = (from: string | undefined, to: string, more: Partial<ServerPage>): ServerPage => ({
      journey: 'j1',
      from,
      to,
      mode: 'delta',
      snap: undefined,
      beginsReset: false,
      more: false,
      puts: [],
      deletions: [],
      ...more,
    });
    const pull = (
      pages: readonly ServerPage[],
      spaces: Readonly<Record<string, string>>,
      answers: Readonly<Record<string, readonly Answer[]>> = {},
    ) => store.applyUpdate({ replica, person: 'me', answers, pages, access: { j1: { rev: 30_000, spaces } } });
    await pull([page(undefined, 'c0', { puts: [said('old', 1), said('gone', 2, guides), said('taken', 3)] })], {
      [circle]: 'g1',
      [guides]: 'g1',
    });
    // Alternately for two spaces; the second will be lost meanwhile.
    for (const batch of range(own / 50)) {
      await store.commit(
        'j1',
        range(50).map((index) => {
          const n = batch * 50 + index;
          return {
            kind: 'set',
            type: 'contribution',
            id: `mine-${n}`,
            space: n % 2 ? guides : circle,
            fields: { topic: 't', at: '2026-11-25T09:00:00.000Z', body: { text: `mine ${n}` } },
          };
        }),
      );
    }
    expect((await store.waiting()).pending).to.equal(own);

    const startedAt = performance.now();
    // Every tenth of those that may still be read is refused.
    const isRefused = (n: number): boolean => n % 20 === 0;
    const answers = (await store.unsent())
      .filter(({ change }) => change.kind === 'set' && change.space === circle)
      .map(({ seq }): Answer =>
        isRefused(seq - 1)
          ? { seq, status: 'refused', reason: 'forbidden' }
          : { seq, status: 'accepted', rev: 25_000, lost: [] },
      );
    const spaces = { [circle]: 'g1' };
    await pull([page('c0', 'c1', { more: true, puts: range(500).map((n) => said(`theirs-${n}`, 10 + n)) })], spaces, {
      j1: answers,
    });
    const rest = theirs / 500 - 1;
    for (const at of range(rest)) {
      const isLast = at === rest - 1;
      await pull(
        [
          page(`c${at + 1}`, `c${at + 2}`, {
            more: !isLast,
            puts: [
              ...range(500).map((n) => said(`theirs-${(at + 1) * 500 + n}`, 600 + at * 500 + n)),
              ...(isLast
                ? range(own)
                    .filter((n) => n % 2 === 0 && !isRefused(n))
                    .map((n) => said(`mine-${n}`, 25_000))
                : []),
            ],
            deletions: isLast ? [{ type: 'contribution', id: 'taken', space: circle }] : [],
          }),
        ],
        spaces,
      );
    }
    console.log(`# taken in after ${Math.round(performance.now() - startedAt)} ms`);

    const shown = new Set((await store.records('j1')).list('contribution').map(({ id }) => id));
    const tray = new Map(
      (await store.tray()).map((entry) => [entry.change.kind === 'set' ? entry.change.id : '', entry]),
    );
    expect(range(theirs).filter((n) => !shown.has(`theirs-${n}`))).to.deep.equal([]);
    expect(['old', 'taken', 'gone'].map((id) => shown.has(id))).to.deep.equal([true, false, false]);
    const isSafe = (n: number): boolean => {
      const entry = tray.get(`mine-${n}`);
      const mayStay = n % 2 === 0 && !isRefused(n);
      return mayStay
        ? shown.has(`mine-${n}`) || entry?.reason === 'lost'
        : entry?.reason === (n % 2 ? 'space_gone' : 'forbidden') && JSON.stringify(entry.change).includes(`mine ${n}`);
    };
    expect(range(own).filter((n) => !isSafe(n))).to.deep.equal([]);
    // The numbers of what was withdrawn stay used, and nothing else waits.
    const unsent = await store.unsent();
    expect([unsent.length, unsent.every(({ withdrawn }) => withdrawn), (await store.waiting()).pending]).to.deep.equal([
      own / 2,
      true,
      0,
    ]);
    await store.destroy();
  });
});
