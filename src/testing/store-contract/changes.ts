import { assertSame } from '../harness.js';
import type { ShownChange } from '../../store/store.js';
import {
  type Check,
  accepted,
  answer,
  circle,
  journey,
  page,
  pull,
  readable,
  record,
  set,
  textsOf,
} from './support.js';

/** What a person writes: shown, told, numbered and kept. */
export function describeChanges(check: Check): void {
  check('[ST1] one emission per commit, once it can be read', async (store) => {
    const seen: Promise<readonly unknown[]>[] = [];
    const subscription = store.commits$.subscribe(({ journeys }) => journeys.has(journey) && seen.push(textsOf(store)));
    await store.commit(journey, [set('a', 'one'), set('b', 'two')]);
    await store.commit(journey, [set('c', 'three')]);
    subscription.unsubscribe();
    const lengths = (await Promise.all(seen)).map((texts) => texts.length);
    assertSame(lengths.length, 2);
    assertSame((lengths[0] ?? 0) >= 2, true);
    assertSame(lengths[1], 3);
  });

  check('[ST1] that something waits is told once it is counted', async (store) => {
    const counted: Promise<number>[] = [];
    const subscription = store.commits$.subscribe(
      ({ waiting }) => waiting && counted.push(store.waiting().then(({ pending }) => pending)),
    );
    await store.commit(journey, [set('a', 'one')]);
    subscription.unsubscribe();
    assertSame((await Promise.all(counted)).at(-1), 1);
  });

  check(
    '[ST24] what a command changes is shown until its revision has come, and no more when it is refused',
    async (store) => {
      await pull(store, page({ puts: [record('a', 'one', 1), record('b', 'two', 1)] }));
      const said = (text: string): ShownChange => ({
        kind: 'command',
        name: 'journey.stop',
        args: {},
        effect: [
          { kind: 'set', type: 'topic', id: 'a', space: circle, fields: { body: { text } } },
          { kind: 'delete', type: 'topic', id: 'b', space: circle },
          { kind: 'set', type: 'topic', id: 'c', space: circle, fields: { body: { text } }, creates: true },
          // What is not there is not made by a change of it.
          { kind: 'set', type: 'topic', id: 'gone', space: circle, fields: { body: { text } } },
        ],
      });
      await store.commit(journey, [said('by a command')]);
      const shown = [
        ['a', 'by a command', 'device'],
        ['c', 'by a command', 'device'],
      ];
      assertSame(await textsOf(store), shown);
      await answer(store, { seq: 1, status: 'refused', reason: 'forbidden' });
      assertSame(await textsOf(store), [
        ['a', 'one', 'base'],
        ['b', 'two', 'base'],
      ]);
      await store.commit(journey, [said('again')]);
      await answer(store, accepted(2, 5));
      assertSame(await textsOf(store), [
        ['a', 'again', 'accepted'],
        ['c', 'again', 'accepted'],
      ]);
      await pull(store, page({ from: 'c1', to: 'c2', puts: [record('a', 'decided', 5)] }), { ...readable, rev: 5 });
      assertSame(await textsOf(store), [
        ['a', 'decided', 'base'],
        ['b', 'two', 'base'],
      ]);
    },
  );

  check('[ST2] what nobody has written is empty, and what waits is shown', async (store) => {
    assertSame(await textsOf(store), []);
    await store.commit(journey, [set('a', 'one')]);
    assertSame(await textsOf(store), [['a', 'one', 'device']]);
  });

  check('[ST2] what waits is shown over what the server confirmed', async (store) => {
    await pull(store, page({ puts: [record('a', 'theirs', 1)] }));
    await store.commit(journey, [set('a', 'mine')]);
    assertSame(await textsOf(store), [['a', 'mine', 'device']]);
    assertSame(
      (await store.unsent()).map(({ seen, creates }) => [seen, creates]),
      [[{ body: 'stamp-1' }, false]],
    );
  });

  check('[ST3] numbers follow each other per journey, one transaction for one commit', async (store) => {
    await store.commit(journey, [set('a', 'one'), set('b', 'two')]);
    await store.commit('j2', [set('c', 'three', 'j2/circle')]);
    await store.commit(journey, [set('d', 'four')]);
    const unsent = await store.unsent();
    assertSame(
      unsent.map((change) => [change.journey, change.seq]),
      [
        [journey, 1],
        [journey, 2],
        [journey, 3],
        ['j2', 1],
      ],
    );
    assertSame(unsent[0]?.tx === unsent[1]?.tx && unsent[1]?.tx !== unsent[2]?.tx, true);
  });

  check('[ST3] what was acknowledged is there after the page is opened again', async (store, under) => {
    if (!under.persists) return;
    await pull(store, page({ puts: [record('a', 'theirs', 1)] }));
    await store.commit(journey, [set('b', 'mine')]);
    store.close();
    const again = await under.open();
    assertSame(await textsOf(again), [
      ['a', 'theirs', 'base'],
      ['b', 'mine', 'device'],
    ]);
    await again.commit(journey, [set('c', 'next')]);
    assertSame(
      (await again.unsent()).map(({ seq }) => seq),
      [1, 2],
    );
    again.close();
  });

  check('[ST13] what one writes can be read before it is on the disk, and is told at most once', async (store) => {
    await store.records(journey);
    let told = 0;
    const subscription = store.commits$.subscribe(({ journeys }) => (told += journeys.size));
    await store.commit(journey, [set('a', 'mine'), set('b', 'mine too')]);
    subscription.unsubscribe();
    assertSame([told, (await textsOf(store)).length], [1, 2]);
  });

  check('[ST13] of two changes to one record the later is shown, before and after', async (store) => {
    await pull(store, page({ puts: [record('a', 'theirs', 1)] }));
    await textsOf(store);
    const both = Promise.all([store.commit(journey, [set('a', 'first')]), store.commit(journey, [set('a', 'second')])]);
    await both;
    assertSame(await textsOf(store), [['a', 'second', 'device']]);
    assertSame(
      (await store.unsent()).map(({ seq, creates, seen }) => [seq, creates, seen]),
      [
        [1, false, { body: 'stamp-1' }],
        [2, false, { body: 'stamp-1' }],
      ],
    );
  });
}
