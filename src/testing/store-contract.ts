import { checksumOf, resetCursor } from '../protocol/checksum.js';
import type { Fields } from '../model/value/json.js';
import type {
  Access,
  Answer,
  JourneyRecords,
  LocalChange,
  ServerPage,
  ServerRecord,
  ServerUpdate,
  ShownChange,
  Store,
  WaitingSummary,
} from '../store/store.js';
import { type Harness, assertSame } from './harness.js';

/** How to make the store under test. */
export interface StoreUnderTest {
  /** Opens it; called again after `close()`, it opens the same one. */
  readonly open: () => Promise<Store>;
  /** Whether what is stored outlives `close()`. */
  readonly persists: boolean;
  readonly cleanUp: () => Promise<void>;
}

const journey = 'j1';
const circle = `${journey}/circle`;
const guides = `${journey}/guides`;

const set = (id: string, text: string, space = circle): LocalChange => ({
  kind: 'set',
  type: 'topic',
  id,
  space,
  fields: { body: { text } },
});
const record = (id: string, text: string, rev: number, space = circle): ServerRecord => ({
  type: 'topic',
  id,
  space,
  rev,
  fields: { body: { text } },
  stamps: { body: `stamp-${rev}` },
  readable: true,
});
const page = (change: Partial<ServerPage>): ServerPage => ({
  journey,
  from: undefined,
  to: 'c1',
  mode: 'delta',
  snap: undefined,
  beginsReset: false,
  more: false,
  puts: [],
  deletions: [],
  ...change,
});
const readable: Access = { rev: 1, spaces: { [circle]: 'g1', [guides]: 'g1' } };
const update = async (store: Store, change: Partial<ServerUpdate>): ReturnType<Store['applyUpdate']> =>
  store.applyUpdate({
    replica: (await store.identity()).replica,
    pages: [],
    answers: {},
    access: { [journey]: readable },
    ...change,
  });
const pull = (store: Store, one: ServerPage, access: Access = readable): ReturnType<Store['applyUpdate']> =>
  update(store, { pages: [one], access: { [journey]: access } });
const answer = async (store: Store, ...answers: readonly Answer[]): Promise<void> =>
  store.applyAnswers((await store.identity()).replica, { [journey]: answers });
const accepted = (seq: number, rev: number): Answer => ({ seq, status: 'accepted', rev, lost: [] });

/** Without what a store may tell besides. */
const countsOf = ({ pending, oldestAt, refused }: WaitingSummary) => ({ pending, oldestAt, refused });

async function textsOf(store: Store): Promise<readonly unknown[]> {
  const shown = (await store.records(journey)).list('topic');
  return shown
    .map(({ id, fields, from }) => [id, (fields['body'] as { text: string }).text, from])
    .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}

/** Checks the guarantees of `docs/specs/store.md` on any implementation of the port. */
export function describeStoreContract(
  name: string,
  { describe, it }: Harness,
  make: () => Promise<StoreUnderTest>,
): void {
  const withStore = (body: (store: Store, under: StoreUnderTest) => Promise<void>) => async (): Promise<void> => {
    const under = await make();
    const store = await under.open();
    try {
      await body(store, under);
    } finally {
      store.close();
      await under.cleanUp();
    }
  };

  describe(`the store contract: ${name}`, () => {
    it(
      '[ST1] one emission per commit, once it can be read',
      withStore(async (store) => {
        const seen: Promise<readonly unknown[]>[] = [];
        const subscription = store.commits$.subscribe(
          ({ journeys }) => journeys.has(journey) && seen.push(textsOf(store)),
        );
        await store.commit(journey, [set('a', 'one'), set('b', 'two')]);
        await store.commit(journey, [set('c', 'three')]);
        subscription.unsubscribe();
        const lengths = (await Promise.all(seen)).map((texts) => texts.length);
        assertSame(lengths.length, 2);
        assertSame((lengths[0] ?? 0) >= 2, true);
        assertSame(lengths[1], 3);
      }),
    );

    it(
      '[ST1] that something waits is told once it is counted',
      withStore(async (store) => {
        const counted: Promise<number>[] = [];
        const subscription = store.commits$.subscribe(
          ({ waiting }) => waiting && counted.push(store.waiting().then(({ pending }) => pending)),
        );
        await store.commit(journey, [set('a', 'one')]);
        subscription.unsubscribe();
        assertSame((await Promise.all(counted)).at(-1), 1);
      }),
    );

    it(
      '[ST24] what a command changes is shown until its revision has come, and no more when it is refused',
      withStore(async (store) => {
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
      }),
    );

    it(
      '[ST2] what nobody has written is empty, and what waits is shown',
      withStore(async (store) => {
        assertSame(await textsOf(store), []);
        await store.commit(journey, [set('a', 'one')]);
        assertSame(await textsOf(store), [['a', 'one', 'device']]);
      }),
    );

    it(
      '[ST2] what waits is shown over what the server confirmed',
      withStore(async (store) => {
        await pull(store, page({ puts: [record('a', 'theirs', 1)] }));
        await store.commit(journey, [set('a', 'mine')]);
        assertSame(await textsOf(store), [['a', 'mine', 'device']]);
        assertSame(
          (await store.unsent()).map(({ seen, creates }) => [seen, creates]),
          [[{ body: 'stamp-1' }, false]],
        );
      }),
    );

    it(
      '[ST3] numbers follow each other per journey, one transaction for one commit',
      withStore(async (store) => {
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
      }),
    );

    it(
      '[ST3] what was acknowledged is there after the page is opened again',
      withStore(async (store, under) => {
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
      }),
    );

    it(
      '[ST4] an accepted change is shown until the pull that brings it, and once',
      withStore(async (store) => {
        await store.commit(journey, [set('a', 'mine')]);
        await answer(store, accepted(1, 7));
        assertSame(await textsOf(store), [['a', 'mine', 'accepted']]);
        assertSame((await store.unsent()).length, 0);
        await pull(store, page({ puts: [record('a', 'mine', 7)] }), { ...readable, rev: 7 });
        assertSame(await textsOf(store), [['a', 'mine', 'base']]);
      }),
    );

    it(
      '[ST4] a change that the server had already is shown until the pull that brings it',
      withStore(async (store) => {
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
      }),
    );

    it(
      '[ST5] a refused change leaves the view, and its words wait for their author',
      withStore(async (store) => {
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
      }),
    );

    it(
      '[ST5] an answer that comes twice counts once',
      withStore(async (store) => {
        await store.commit(journey, [set('a', 'mine')]);
        const refused: Answer = { seq: 1, status: 'refused', reason: 'forbidden' };
        await answer(store, refused);
        await update(store, { answers: { [journey]: [refused] } });
        assertSame((await store.tray()).length, 1);
      }),
    );

    it(
      '[ST6] after renumbering, what waits is kept under another replica and counted from one',
      withStore(async (store) => {
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
      }),
    );

    it(
      '[ST6] what was accepted and has not come back is sent again after renumbering',
      withStore(async (store) => {
        const { replica } = await store.identity();
        await store.commit(journey, [set('a', 'one')]);
        await answer(store, accepted(1, 7));
        await store.renumber(replica);
        assertSame(await textsOf(store), [['a', 'one', 'device']]);
        assertSame(
          (await store.unsent()).map(({ seq }) => seq),
          [1],
        );
      }),
    );

    it(
      '[ST6] of two tabs that would renumber the same replica one does',
      withStore(async (store) => {
        const { replica } = await store.identity();
        await store.renumber(replica);
        const next = await store.identity();
        await store.renumber(replica);
        assertSame(await store.identity(), next);
      }),
    );

    it(
      '[ST6] an answer to the numbers of another replica is not one to ours',
      withStore(async (store) => {
        const { replica } = await store.identity();
        await store.commit(journey, [set('a', 'one')]);
        await store.renumber(replica);
        await store.applyAnswers(replica, { [journey]: [accepted(1, 7)] });
        await update(store, { replica, answers: { [journey]: [accepted(1, 7)] } });
        assertSame((await store.unsent()).length, 1);
      }),
    );

    it(
      '[ST7] a change that the server has taken is not held for lost with its space',
      withStore(async (store) => {
        await pull(store, page({ puts: [record('b', 'theirs', 1, guides)] }));
        await store.commit(journey, [set('c', 'sent', guides)]);
        const access = { rev: 2, spaces: { [circle]: 'g1' } };
        await update(store, {
          pages: [page({ from: 'c1', to: 'c2' })],
          answers: { [journey]: [accepted(1, 2)] },
          access: { [journey]: access },
        });
        assertSame([await textsOf(store), await store.tray(), await store.unsent()], [[], [], []]);
      }),
    );

    it(
      '[ST7] of a journey that is not readable any more nothing is shown, accepted words included',
      withStore(async (store) => {
        await pull(store, page({ puts: [record('a', 'theirs', 1)] }));
        await store.commit(journey, [set('b', 'mine')]);
        await answer(store, accepted(1, 2));
        await update(store, { access: {} });
        assertSame([await textsOf(store), await store.tray()], [[], []]);
      }),
    );

    it(
      '[ST7] words that the server took after their place had ended leave with the next list that does not name it',
      withStore(async (store) => {
        await pull(store, page({}));
        await update(store, { access: {} });
        await store.commit(journey, [set('c', 'said a moment too late')]);
        await answer(store, accepted(1, 7));
        // The place may have been given anew: until a list says, they stay in sight.
        assertSame(await textsOf(store), [['c', 'said a moment too late', 'accepted']]);
        await update(store, { access: {} });
        assertSame([await textsOf(store), await store.tray()], [[], []]);
      }),
    );

    it(
      '[ST7] a space that is lost while a reset goes on does not come back with its last page',
      withStore(async (store) => {
        const first = page({ to: 'r1', mode: 'reset', beginsReset: true, snap: 's1', more: true });
        await pull(store, { ...first, puts: [record('a', 'kept', 1), record('b', 'lost', 1, guides)] });
        await pull(store, page({ from: 'r1', to: 'c2', mode: 'reset' }), { rev: 2, spaces: { [circle]: 'g1' } });
        assertSame(await textsOf(store), [['a', 'kept', 'base']]);
      }),
    );

    it(
      '[ST7] a space that is not readable any more is purged with the page that says so',
      withStore(async (store) => {
        await pull(store, page({ puts: [record('a', 'kept', 1), record('b', 'lost', 1, guides)] }));
        await store.commit(journey, [set('c', 'not sent', guides)]);
        await pull(store, page({ from: 'c1', to: 'c2' }), { rev: 2, spaces: { [circle]: 'g1' } });
        assertSame(await textsOf(store), [['a', 'kept', 'base']]);
        assertSame(
          (await store.tray()).map(({ reason }) => reason),
          ['space_gone'],
        );
      }),
    );

    it(
      '[ST7] [SY31] what begins in a list of readers that held nothing any more is sent all the same, what changes something in it is put aside',
      withStore(async (store) => {
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
      }),
    );

    it(
      'a deletion of what has gone already is done, and words about it are kept for their author',
      withStore(async (store) => {
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
      }),
    );

    it(
      '[ST7] words put aside that the server had taken all the same leave the outbox with its answer',
      withStore(async (store) => {
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
      }),
    );

    it(
      '[ST7] a space that was granted anew is purged, so that it is read whole again',
      withStore(async (store) => {
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
      }),
    );

    it(
      '[ST4] a journey that the server names is known before its first page',
      withStore(async (store) => {
        await update(store, {});
        assertSame(await store.cursors(), [
          { journey, cursor: undefined, snap: undefined, spaces: {}, answeredSeq: 0 },
        ]);
      }),
    );

    it(
      '[ST7] a journey that is not readable any more is purged, and no number of it is given twice',
      withStore(async (store) => {
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
      }),
    );

    it(
      '[ST8] what is for this device only is never to be sent, and no purge or reset takes it',
      withStore(async (store) => {
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
      }),
    );

    it(
      '[ST8] what was begun in a place that is gone goes to the tray, and nothing of it stays in the journey',
      withStore(async (store) => {
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
      }),
    );

    it(
      '[ST9] a page asked before another was stored is dropped',
      withStore(async (store) => {
        await pull(store, page({ to: 'c2', puts: [record('a', 'newer', 2)] }));
        await pull(store, page({ to: 'c1', puts: [record('a', 'older', 1)] }));
        assertSame(await textsOf(store), [['a', 'newer', 'base']]);
        assertSame(
          (await store.cursors()).map(({ cursor }) => cursor),
          ['c2'],
        );
      }),
    );

    it(
      '[ST9] of an answer that comes late not even the list of what is readable counts',
      withStore(async (store) => {
        await pull(store, page({ puts: [record('a', 'mine to read', 1)] }));
        await store.commit(journey, [set('b', 'waiting')]);
        await pull(store, page({ from: 'c1', to: 'c2', puts: [record('c', 'newer', 2, guides)] }));
        await update(store, { pages: [page({ from: 'c1', to: 'c1' })], access: { [journey]: { rev: 1, spaces: {} } } });
        assertSame((await textsOf(store)).length, 3);
        assertSame(await store.tray(), []);
      }),
    );

    it(
      '[ST10] a record that moved is not deleted with its old place, whatever comes first',
      withStore(async (store) => {
        await pull(store, page({ puts: [record('a', 'text', 1)] }));
        const gone = [{ type: 'topic', id: 'a', space: circle }];
        await pull(store, page({ from: 'c1', to: 'c2', puts: [record('a', 'text', 2, guides)] }));
        await pull(store, page({ from: 'c2', to: 'c3', deletions: gone }));
        assertSame(await textsOf(store), [['a', 'text', 'base']]);
        await pull(store, page({ from: 'c3', to: 'c4', deletions: [{ type: 'topic', id: 'a', space: guides }] }));
        assertSame(await textsOf(store), []);
      }),
    );

    it(
      '[ST11] a reset takes the place of the old at its last page',
      withStore(async (store) => {
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
      }),
    );

    it(
      '[ST11] what leaves or moves while a reset goes on is not there twice, or for ever',
      withStore(async (store) => {
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
      }),
    );

    it(
      '[ST11] a reset that begins anew forgets the pages of the one before',
      withStore(async (store) => {
        await pull(
          store,
          page({ to: 'r1', mode: 'reset', beginsReset: true, snap: 's1', more: true, puts: [record('a', 'first', 1)] }),
        );
        await pull(
          store,
          page({ from: 'r1', to: 'c2', mode: 'reset', beginsReset: true, puts: [record('b', 'second', 2)] }),
        );
        assertSame(await textsOf(store), [['b', 'second', 'base']]);
      }),
    );

    it(
      '[ST13] what one writes can be read before it is on the disk, and is told at most once',
      withStore(async (store) => {
        await store.records(journey);
        let told = 0;
        const subscription = store.commits$.subscribe(({ journeys }) => (told += journeys.size));
        await store.commit(journey, [set('a', 'mine'), set('b', 'mine too')]);
        subscription.unsubscribe();
        assertSame([told, (await textsOf(store)).length], [1, 2]);
      }),
    );

    it(
      '[ST13] of two changes to one record the later is shown, before and after',
      withStore(async (store) => {
        await pull(store, page({ puts: [record('a', 'theirs', 1)] }));
        await textsOf(store);
        const both = Promise.all([
          store.commit(journey, [set('a', 'first')]),
          store.commit(journey, [set('a', 'second')]),
        ]);
        await both;
        assertSame(await textsOf(store), [['a', 'second', 'device']]);
        assertSame(
          (await store.unsent()).map(({ seq, creates, seen }) => [seq, creates, seen]),
          [
            [1, false, { body: 'stamp-1' }],
            [2, false, { body: 'stamp-1' }],
          ],
        );
      }),
    );

    it(
      '[ST14] a journey whose last page does not add up is asked for anew, and shown meanwhile',
      withStore(async (store) => {
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
      }),
    );

    it(
      '[ST14] changes, moves, deletions and what is for this device only are counted as the server counts',
      withStore(async (store) => {
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
      }),
    );

    it(
      '[ST15] what is kept of a journey says what the records say, and nothing once they say something else',
      withStore(async (store, under) => {
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
      }),
    );

    it(
      '[ST16] a digest says what the records say, whoever changed them and whether or not the journey is open',
      withStore(async (store, under) => {
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
      }),
    );

    it(
      '[ST17] what is written over and over is there after packing, and nothing that was purged',
      withStore(async (store, under) => {
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
      }),
    );

    it(
      '[ST12] records that this version cannot read are kept and not shown',
      withStore(async (store) => {
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
      }),
    );
  });
}
