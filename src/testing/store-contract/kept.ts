import type { JourneyRecords, Store } from '../../store/store.js';
import { assertSame } from '../harness.js';
import { type Check, journey, circle, guides, set, record, page, update, pull, textsOf } from './support.js';

/** What is kept besides the records, and how the records are packed. */
export function describeKept(check: Check): void {
  check(
    '[ST15] what is kept of a journey says what the records say, and nothing once they say something else',
    async (store, under) => {
      const names = 'topics';
      const digest = {
        name: names,
        of: (records: JourneyRecords) =>
          records
            .list('topic')
            .map(({ id }) => id)
            .toSorted(),
      };
      await pull(store, page({ puts: [record('a', 'topic', 1)] }));
      await store.digests?.(digest);
      await store.identity();
      store.close();
      if (!under.persists) return;
      const again = await under.open();
      if (again.kept) {
        assertSame(await again.kept(names, journey), ['a']);
        assertSame(await again.kept('another', journey), undefined);
        await pull(again, page({ from: 'c1', to: 'c2', puts: [record('b', 'topic', 2)] }));
        assertSame(await again.kept(names, journey), undefined);
        await update(again, { access: {} });
        assertSame(await again.kept(names, journey), undefined);
      }
      again.close();
    },
  );

  check(
    '[ST16] a digest says what the records say, whoever changed them and whether or not the journey is open',
    async (store, under) => {
      if (!store.digests) return;
      const digest = {
        name: 'topics',
        of: (records: JourneyRecords) =>
          records
            .list('topic')
            .map(({ id }) => id)
            .toSorted(),
      };
      const digests = async (of: Store) => Object.fromEntries((await of.digests?.(digest)) ?? []);
      await pull(store, page({ puts: [record('a', 'x', 1)] }));
      assertSame(await digests(store), { [journey]: ['a'] });
      await store.commit(journey, [set('b', 'mine')]);
      assertSame(await digests(store), { [journey]: ['a', 'b'] });
      await pull(store, page({ from: 'c1', to: 'c2', puts: [record('c', 'x', 2)] }));
      assertSame(await digests(store), { [journey]: ['a', 'b', 'c'] });
      if (under.persists) {
        store.close();
        const again = await under.open();
        assertSame(await digests(again), { [journey]: ['a', 'b', 'c'] });
        await update(again, { access: {} });
        assertSame(await digests(again), {});
        again.close();
      }
    },
  );

  check(
    '[ST17] what is written over and over is there after packing, and nothing that was purged',
    async (store, under) => {
      for (let rev = 1; rev <= 80; rev++)
        await pull(
          store,
          page({
            from: rev === 1 ? undefined : `c${rev - 1}`,
            to: `c${rev}`,
            puts: [record(`t${rev % 7}`, `rev ${rev}`, rev, rev % 2 ? circle : guides)],
          }),
        );
      const before = await textsOf(store);
      assertSame(before.length, 7);
      store.close();
      if (!under.persists) return;
      const again = await under.open();
      assertSame(await textsOf(again), before);
      await pull(again, page({ from: 'c80', to: 'c81' }), { rev: 81, spaces: { [circle]: 'g1' } });
      const kept = (await again.records(journey)).list('topic').every(({ space }) => space === circle);
      again.close();
      const once = await under.open();
      assertSame(
        [kept, (await once.records(journey)).list('topic').every(({ space }) => space === circle)],
        [true, true],
      );
      once.close();
    },
  );

  check('[ST25] an answer is kept by its question, as long as its journey is here', async (store, under) => {
    if (!store.answers) return;
    const [total, notes] = [
      { name: 'a.total', args: '{}' },
      { journey, name: 'a.count', args: '{}' },
    ];
    const answers = await store.answers();
    await answers.put(notes, { notes: 1 });
    assertSame(await answers.get(notes), undefined);
    await pull(store, page({ puts: [record('a', 'x', 1)] }));
    await answers.put(total, { people: 9 });
    await answers.put(notes, { notes: 2 });
    await answers.put(notes, { notes: 3 });
    assertSame([await answers.get({ ...total, args: '{"a":1}' }), await answers.get(notes)], [undefined, { notes: 3 }]);
    let open = store;
    if (under.persists) {
      store.close();
      open = await under.open();
    }
    const again = await open.answers?.();
    assertSame([await again?.get(total), await again?.get(notes)], [{ people: 9 }, { notes: 3 }]);
    await update(open, { access: {} });
    assertSame([await again?.get(total), await again?.get(notes)], [{ people: 9 }, undefined]);
    await again?.put(notes, { notes: 4 });
    await again?.delete(total);
    assertSame([await again?.get(total), await again?.get(notes)], [undefined, undefined]);
    if (under.persists) open.close();
  });
}
