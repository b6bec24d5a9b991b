import { checksumOf, resetCursor } from '../../protocol/checksum.js';
import { assertSame } from '../harness.js';
import { type Check, journey, circle, guides, set, record, page, pull, textsOf } from './support.js';

/** [ST14] Whether a journey is what the server has. */
export function describeSums(check: Check): void {
  check('[ST14] a journey whose last page does not add up is asked for anew, and shown meanwhile', async (store) => {
    const put = record('a', 'theirs', 1);
    const sum = (count: number, rev: number) => ({
      [circle]: [count, checksumOf([{ t: 'topic', id: 'a', rev }])] as const,
    });
    assertSame(await pull(store, page({ puts: [put], sum: sum(1, 1) })), { mismatched: [] });
    // The server has another revision than we.
    assertSame(await pull(store, page({ from: 'c1', to: 'c2', sum: sum(1, 2) })), { mismatched: [journey] });
    assertSame(
      (await store.cursors()).map(({ cursor, spaces }) => [cursor, spaces]),
      [[resetCursor, {}]],
    );
    assertSame(await textsOf(store), [['a', 'theirs', 'base']]);
    // What is sent anew still differs: asking again at once would never end.
    assertSame(
      await pull(
        store,
        page({ from: resetCursor, to: 'c3', mode: 'reset', beginsReset: true, puts: [put], sum: sum(1, 2) }),
      ),
      { mismatched: [] },
    );
    assertSame(await textsOf(store), [['a', 'theirs', 'base']]);
  });

  check(
    '[ST14] changes, moves, deletions and what is for this device only are counted as the server counts',
    async (store) => {
      const sums = (...texts: readonly (readonly [space: string, id: string, rev: number])[]) =>
        Object.fromEntries(
          [circle, guides].map((space) => {
            const here = texts.filter(([place]) => place === space);
            return [space, [here.length, checksumOf(here.map(([, id, rev]) => ({ t: 'topic', id, rev })))] as const];
          }),
        );
      await store.commit(journey, [set('mine', 'for me', `${journey}/self:me`)]);
      await pull(
        store,
        page({
          puts: [record('a', 'x', 1), record('b', 'x', 1), record('c', 'x', 1)],
          sum: sums([circle, 'a', 1], [circle, 'b', 1], [circle, 'c', 1]),
        }),
      );
      const moved = page({
        from: 'c1',
        to: 'c2',
        puts: [record('a', 'y', 2), record('b', 'x', 2, guides)],
        deletions: [
          { type: 'topic', id: 'b', space: circle },
          { type: 'topic', id: 'c', space: circle },
        ],
      });
      assertSame(await pull(store, { ...moved, sum: sums([circle, 'a', 2], [guides, 'b', 2]) }), { mismatched: [] });
    },
  );
}
