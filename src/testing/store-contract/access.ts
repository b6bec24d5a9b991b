import type { Fields } from '../../model/value/json.js';
import type { LocalChange } from '../../store/store.js';
import { assertSame } from '../harness.js';
import {
  type Check,
  journey,
  circle,
  guides,
  set,
  record,
  page,
  update,
  pull,
  answer,
  accepted,
  countsOf,
  textsOf,
} from './support.js';

/** What leaves a device with the right to read it, and what stays. */
export function describeAccess(check: Check): void {
  check('[ST7] a change that the server has taken is not held for lost with its space', async (store) => {
    await pull(store, page({ puts: [record('b', 'theirs', 1, guides)] }));
    await store.commit(journey, [set('c', 'sent', guides)]);
    const access = { rev: 2, spaces: { [circle]: 'g1' } };
    await update(store, {
      pages: [page({ from: 'c1', to: 'c2' })],
      answers: { [journey]: [accepted(1, 2)] },
      access: { [journey]: access },
    });
    assertSame([await textsOf(store), await store.tray(), await store.unsent()], [[], [], []]);
  });

  check('[ST7] of a journey that is not readable any more nothing is shown, accepted words included', async (store) => {
    await pull(store, page({ puts: [record('a', 'theirs', 1)] }));
    await store.commit(journey, [set('b', 'mine')]);
    await answer(store, accepted(1, 2));
    await update(store, { access: {} });
    assertSame([await textsOf(store), await store.tray()], [[], []]);
  });

  check(
    '[ST7] words that the server took after their place had ended leave with the next list that does not name it',
    async (store) => {
      await pull(store, page({}));
      await update(store, { access: {} });
      await store.commit(journey, [set('c', 'said a moment too late')]);
      await answer(store, accepted(1, 7));
      // The place may have been given anew: until a list says, they stay in sight.
      assertSame(await textsOf(store), [['c', 'said a moment too late', 'accepted']]);
      await update(store, { access: {} });
      assertSame([await textsOf(store), await store.tray()], [[], []]);
    },
  );

  check('[SP11] one’s own scope stays, whether an answer names it or not', async (store) => {
    const own = '~person:me';
    const words = { kind: 'set', type: 'settings', id: 'a', space: `${own}/main`, fields: { locale: 'fr' } } as const;
    await pull(store, page({}));
    await store.commit(own, [words]);
    // On its way while that was written.
    await update(store, {});
    assertSame(
      (await store.unsent()).map(({ journey: of, withdrawn }) => [of, withdrawn]),
      [[own, undefined]],
    );
    assertSame(await store.tray(), []);
    assertSame((await store.records(own)).list('settings').length, 1);
  });

  check('[ST7] a space that is lost while a reset goes on does not come back with its last page', async (store) => {
    const first = page({ to: 'r1', mode: 'reset', beginsReset: true, snap: 's1', more: true });
    await pull(store, { ...first, puts: [record('a', 'kept', 1), record('b', 'lost', 1, guides)] });
    await pull(store, page({ from: 'r1', to: 'c2', mode: 'reset' }), { rev: 2, spaces: { [circle]: 'g1' } });
    assertSame(await textsOf(store), [['a', 'kept', 'base']]);
  });

  check('[ST7] a space that is not readable any more is purged with the page that says so', async (store) => {
    await pull(store, page({ puts: [record('a', 'kept', 1), record('b', 'lost', 1, guides)] }));
    await store.commit(journey, [set('c', 'not sent', guides)]);
    await pull(store, page({ from: 'c1', to: 'c2' }), { rev: 2, spaces: { [circle]: 'g1' } });
    assertSame(await textsOf(store), [['a', 'kept', 'base']]);
    assertSame(
      (await store.tray()).map(({ reason }) => reason),
      ['space_gone'],
    );
  });

  check(
    '[ST7] [SY31] what begins in a list of readers that held nothing any more is sent all the same, what changes something in it is put aside',
    async (store) => {
      const list = `${journey}/chosen:m1.m2.m3`;
      await pull(store, page({ puts: [record('b', 'narrowed', 1, list)] }), {
        rev: 1,
        spaces: { [circle]: 'g1', [list]: 'g1' },
      });
      await store.commit(journey, [set('c', 'begun here', list)]);
      await store.commit(journey, [set('b', 'changed', list)]);
      await pull(store, page({ from: 'c1', to: 'c2' }), { rev: 2, spaces: { [circle]: 'g1' } });
      assertSame(await textsOf(store), [['c', 'begun here', 'device']]);
      assertSame(
        (await store.unsent()).map(({ seq, withdrawn }) => [seq, withdrawn]),
        [
          [1, undefined],
          [2, true],
        ],
      );
      assertSame(
        (await store.tray()).map(({ change }) => change.kind === 'set' && change.id),
        ['b'],
      );
    },
  );

  check(
    '[ST7] words put aside that the server had taken all the same leave the outbox with its answer',
    async (store) => {
      await pull(store, page({}));
      await store.commit(journey, [set('c', 'on its way', guides)]);
      await update(store, { access: {} });
      assertSame(
        (await store.unsent()).map(({ seq, withdrawn }) => [seq, withdrawn]),
        [[1, true]],
      );
      await answer(store, { seq: 1, status: 'accepted', rev: 7, lost: ['body'] });
      assertSame(await store.unsent(), []);
      assertSame(
        (await store.tray()).map(({ reason, change }) => [reason, change.kind]),
        [['space_gone', 'set']],
      );
    },
  );

  check('[ST7] a space that was granted anew is purged, so that it is read whole again', async (store) => {
    await pull(store, page({ puts: [record('a', 'kept', 1), record('b', 'old', 1, guides)] }));
    const regranted = { rev: 2, spaces: { [circle]: 'g1', [guides]: 'g2' } };
    await update(store, { access: { [journey]: regranted } });
    assertSame(await textsOf(store), [['a', 'kept', 'base']]);
    assertSame(
      (await store.cursors()).map(({ spaces }) => spaces),
      [{ [circle]: 'g1' }],
    );
    await pull(store, page({ from: 'c1', to: 'c2', puts: [record('b', 'new', 2, guides)] }), regranted);
    assertSame(
      (await store.cursors()).map(({ spaces }) => spaces),
      [regranted.spaces],
    );
  });

  check(
    '[ST7] a journey that is not readable any more is purged, and no number of it is given twice',
    async (store) => {
      await pull(store, page({ puts: [record('a', 'theirs', 1)] }));
      await store.commit(journey, [set('b', 'one')]);
      await update(store, { access: {} });
      assertSame(await textsOf(store), []);
      assertSame([await store.journeys(), await store.cursors()], [[], []]);
      assertSame((await store.tray()).length, 1);
      await store.commit(journey, [set('c', 'two')]);
      assertSame(
        (await store.unsent()).map(({ seq }) => seq),
        [1, 2],
      );
    },
  );

  check('[ST8] what is for this device only is never to be sent, and no purge or reset takes it', async (store) => {
    const mine = `${journey}/self:me`;
    await store.commit(journey, [set('a', 'for me', mine)]);
    assertSame(
      [await store.unsent(), countsOf(await store.waiting())],
      [[], { pending: 0, oldestAt: undefined, refused: 0 }],
    );
    await pull(store, page({ mode: 'reset', beginsReset: true, puts: [record('b', 'theirs', 1)] }));
    await update(store, { access: {} });
    assertSame(await textsOf(store), [['a', 'for me', 'base']]);
    // Also of a journey that has gone.
    assertSame(store.own ? await store.own() : 1, 1);
  });

  check(
    '[ST8] what was begun in a place that is gone goes to the tray, and nothing of it stays in the journey',
    async (store) => {
      const space = `${journey}/self:me`;
      const draft = (id: string, words: Fields): LocalChange => ({
        kind: 'set',
        type: 'draft',
        id,
        space,
        fields: { by: 'me', at: '2026-11-12T09:00:00.000Z', place: id, words },
      });
      await store.commit(journey, [
        draft('a', { text: 'half a thought' }),
        draft('b', { text: '', form: { moment: 'On Monday', saw: 'you waited', effect: '', next: '' } }),
        draft('c', { text: ' ' }),
      ]);
      await pull(store, page({ puts: [record('t', 'theirs', 1)] }));
      assertSame((await store.records(journey)).list('draft').length, 3);
      await update(store, { access: {} });
      assertSame((await store.records(journey)).list('draft').length, 0);
      const aside = (await store.tray()).map(({ reason, change }) => [
        reason,
        change.kind === 'set' && (change.fields['body'] as { readonly text: string }).text,
      ]);
      assertSame(aside.toSorted(), [
        ['space_gone', 'On Monday\nyou waited'],
        ['space_gone', 'half a thought'],
      ]);
    },
  );
}
