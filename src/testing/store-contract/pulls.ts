import { assertSame } from '../harness.js';
import { type Check, journey, circle, guides, set, record, page, update, pull, textsOf } from './support.js';

/** Pages of a pull: late ones, moves, deletions, resets, and what this version cannot read. */
export function describePulls(check: Check): void {
  check('[ST4] a journey that the server names is known before its first page', async (store) => {
    await update(store, {});
    assertSame(await store.cursors(), [{ journey, cursor: undefined, snap: undefined, spaces: {}, answeredSeq: 0 }]);
  });

  check('[ST9] a page asked before another was stored is dropped', async (store) => {
    await pull(store, page({ to: 'c2', puts: [record('a', 'newer', 2)] }));
    await pull(store, page({ to: 'c1', puts: [record('a', 'older', 1)] }));
    assertSame(await textsOf(store), [['a', 'newer', 'base']]);
    assertSame(
      (await store.cursors()).map(({ cursor }) => cursor),
      ['c2'],
    );
  });

  check('[ST9] of an answer that comes late not even the list of what is readable counts', async (store) => {
    await pull(store, page({ puts: [record('a', 'mine to read', 1)] }));
    await store.commit(journey, [set('b', 'waiting')]);
    await pull(store, page({ from: 'c1', to: 'c2', puts: [record('c', 'newer', 2, guides)] }));
    await update(store, { pages: [page({ from: 'c1', to: 'c1' })], access: { [journey]: { rev: 1, spaces: {} } } });
    assertSame((await textsOf(store)).length, 3);
    assertSame(await store.tray(), []);
  });

  check('[ST10] a record that moved is not deleted with its old place, whatever comes first', async (store) => {
    await pull(store, page({ puts: [record('a', 'text', 1)] }));
    const gone = [{ type: 'topic', id: 'a', space: circle }];
    await pull(store, page({ from: 'c1', to: 'c2', puts: [record('a', 'text', 2, guides)] }));
    await pull(store, page({ from: 'c2', to: 'c3', deletions: gone }));
    assertSame(await textsOf(store), [['a', 'text', 'base']]);
    await pull(store, page({ from: 'c3', to: 'c4', deletions: [{ type: 'topic', id: 'a', space: guides }] }));
    assertSame(await textsOf(store), []);
  });

  check('[ST11] a reset takes the place of the old at its last page', async (store) => {
    await pull(store, page({ puts: [record('a', 'old', 1), record('b', 'old', 1)] }));
    await pull(
      store,
      page({
        from: 'c1',
        to: 'r1',
        mode: 'reset',
        beginsReset: true,
        snap: 's1',
        more: true,
        puts: [record('a', 'new', 9)],
      }),
    );
    assertSame(await textsOf(store), [
      ['a', 'old', 'base'],
      ['b', 'old', 'base'],
    ]);
    assertSame(
      (await store.cursors()).map(({ cursor, snap }) => [cursor, snap]),
      [['r1', 's1']],
    );
    await pull(store, page({ from: 'r1', to: 'c9', mode: 'reset', puts: [record('c', 'new', 9)] }));
    assertSame(await textsOf(store), [
      ['a', 'new', 'base'],
      ['c', 'new', 'base'],
    ]);
  });

  check('[ST11] what leaves or moves while a reset goes on is not there twice, or for ever', async (store) => {
    const first = page({ to: 'r1', mode: 'reset', beginsReset: true, snap: 's1', more: true });
    await pull(store, {
      ...first,
      puts: [record('a', 'deleted', 1), record('b', 'moved', 1), record('c', 'kept', 1)],
    });
    const gone = [
      { type: 'topic', id: 'a', space: circle },
      { type: 'topic', id: 'b', space: circle },
    ];
    await pull(
      store,
      page({ from: 'r1', to: 'c2', mode: 'reset', puts: [record('b', 'moved', 2, guides)], deletions: gone }),
    );
    assertSame(await textsOf(store), [
      ['b', 'moved', 'base'],
      ['c', 'kept', 'base'],
    ]);
    await pull(store, page({ from: 'c2', to: 'c3', deletions: [{ type: 'topic', id: 'b', space: guides }] }));
    assertSame(await textsOf(store), [['c', 'kept', 'base']]);
  });

  check('[ST11] a reset that begins anew forgets the pages of the one before', async (store) => {
    await pull(
      store,
      page({ to: 'r1', mode: 'reset', beginsReset: true, snap: 's1', more: true, puts: [record('a', 'first', 1)] }),
    );
    await pull(
      store,
      page({ from: 'r1', to: 'c2', mode: 'reset', beginsReset: true, puts: [record('b', 'second', 2)] }),
    );
    assertSame(await textsOf(store), [['b', 'second', 'base']]);
  });

  check('[ST12] records that this version cannot read are kept and not shown', async (store) => {
    await pull(
      store,
      page({
        puts: [
          { ...record('a', 'x', 1), type: 'hologram', readable: false },
          { ...record('b', 'x', 1), readable: false },
        ],
      }),
    );
    assertSame(await textsOf(store), []);
  });
}
