import type { Answer } from '../../store/store.js';
import { assertSame } from '../harness.js';
import {
  type Check,
  journey,
  circle,
  set,
  record,
  page,
  update,
  pull,
  answer,
  readable,
  accepted,
  countsOf,
  textsOf,
} from './support.js';

/** What the server says to what a person wrote. */
export function describeAnswers(check: Check): void {
  check('[ST4] an accepted change is shown until the pull that brings it, and once', async (store) => {
    await store.commit(journey, [set('a', 'mine')]);
    await answer(store, accepted(1, 7));
    assertSame(await textsOf(store), [['a', 'mine', 'accepted']]);
    assertSame((await store.unsent()).length, 0);
    await pull(store, page({ puts: [record('a', 'mine', 7)] }), { ...readable, rev: 7 });
    assertSame(await textsOf(store), [['a', 'mine', 'base']]);
  });

  check('[ST4] a change that the server had already is shown until the pull that brings it', async (store) => {
    await pull(store, page({ puts: [record('b', 'theirs', 1)] }));
    await store.commit(journey, [set('a', 'mine'), { kind: 'delete', type: 'topic', id: 'b', space: circle }]);
    await answer(store, { seq: 1, status: 'no-effect' }, { seq: 2, status: 'no-effect' });
    assertSame(await textsOf(store), [['a', 'mine', 'accepted']]);
    assertSame((await store.unsent()).length, 0);
    await pull(
      store,
      page({
        from: 'c1',
        to: 'c2',
        puts: [record('a', 'mine', 2)],
        deletions: [{ type: 'topic', id: 'b', space: circle }],
      }),
    );
    assertSame(await textsOf(store), [['a', 'mine', 'base']]);
  });

  check('[ST5] a refused change leaves the view, and its words wait for their author', async (store) => {
    await pull(store, page({ puts: [record('a', 'theirs', 1)] }));
    await store.commit(journey, [set('a', 'mine')]);
    await answer(store, { seq: 1, status: 'refused', reason: 'forbidden' });
    assertSame(await textsOf(store), [['a', 'theirs', 'base']]);
    const [kept] = await store.tray();
    assertSame(
      [kept?.reason, kept?.change.kind === 'set' && kept.change.fields],
      ['forbidden', { body: { text: 'mine' } }],
    );
    assertSame(countsOf(await store.waiting()), { pending: 0, oldestAt: undefined, refused: 1 });
    await store.dismiss(kept?.id ?? '');
    assertSame(await store.tray(), []);
  });

  check('[ST5] an answer that comes twice counts once', async (store) => {
    await store.commit(journey, [set('a', 'mine')]);
    const refused: Answer = { seq: 1, status: 'refused', reason: 'forbidden' };
    await answer(store, refused);
    await update(store, { answers: { [journey]: [refused] } });
    assertSame((await store.tray()).length, 1);
  });

  check('[ST6] after renumbering, what waits is kept under another replica and counted from one', async (store) => {
    const before = await store.identity();
    await store.commit(journey, [set('a', 'one')]);
    await answer(store, { seq: 1, status: 'no-effect' });
    await pull(store, page({ puts: [record('a', 'one', 1)] }));
    await store.commit(journey, [set('b', 'two')]);
    await store.renumber(before.replica);
    assertSame((await store.identity()).replica === before.replica, false);
    assertSame(
      (await store.unsent()).map(({ seq, change }) => [seq, change.kind === 'set' && change.id]),
      [[1, 'b']],
    );
  });

  check('[ST6] what was accepted and has not come back is sent again after renumbering', async (store) => {
    const { replica } = await store.identity();
    await store.commit(journey, [set('a', 'one')]);
    await answer(store, accepted(1, 7));
    await store.renumber(replica);
    assertSame(await textsOf(store), [['a', 'one', 'device']]);
    assertSame(
      (await store.unsent()).map(({ seq }) => seq),
      [1],
    );
  });

  check('[ST6] of two tabs that would renumber the same replica one does', async (store) => {
    const { replica } = await store.identity();
    await store.renumber(replica);
    const next = await store.identity();
    await store.renumber(replica);
    assertSame(await store.identity(), next);
  });

  check('[ST6] an answer to the numbers of another replica is not one to ours', async (store) => {
    const { replica } = await store.identity();
    await store.commit(journey, [set('a', 'one')]);
    await store.renumber(replica);
    await store.applyAnswers(replica, { [journey]: [accepted(1, 7)] });
    await update(store, { replica, answers: { [journey]: [accepted(1, 7)] } });
    assertSame((await store.unsent()).length, 1);
  });

  check('a deletion of what has gone already is done, and words about it are kept for their author', async (store) => {
    await pull(store, page({ puts: [record('a', 'theirs', 1)] }));
    await store.commit(journey, [{ kind: 'delete', type: 'topic', id: 'a', space: circle }]);
    await store.commit(journey, [set('b', 'about it')]);
    await answer(
      store,
      { seq: 1, status: 'refused', reason: 'record_gone' },
      { seq: 2, status: 'refused', reason: 'record_gone' },
    );
    assertSame(await store.unsent(), []);
    assertSame(
      (await store.tray()).map(({ change }) => change.kind === 'set' && change.id),
      ['b'],
    );
  });
}
