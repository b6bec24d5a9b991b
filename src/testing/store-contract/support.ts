import type {
  Access,
  Answer,
  LocalChange,
  ServerPage,
  ServerRecord,
  ServerUpdate,
  Store,
  WaitingSummary,
} from '../../store/store.js';

/** How to make the store under test. */
export interface StoreUnderTest {
  /** Opens it; called again after `close()`, it opens the same one. */
  readonly open: () => Promise<Store>;
  /** Whether what is stored outlives `close()`. */
  readonly persists: boolean;
  readonly cleanUp: () => Promise<void>;
}

/** Declares a test that is given a store of its own, open until it ends. */
export type Check = (name: string, body: (store: Store, under: StoreUnderTest) => Promise<void>) => void;

export const journey = 'j1';
export const circle = `${journey}/circle`;
export const guides = `${journey}/guides`;

export const set = (id: string, text: string, space = circle): LocalChange => ({
  kind: 'set',
  type: 'topic',
  id,
  space,
  fields: { body: { text } },
});
export const record = (id: string, text: string, rev: number, space = circle): ServerRecord => ({
  type: 'topic',
  id,
  space,
  rev,
  fields: { body: { text } },
  stamps: { body: `stamp-${rev}` },
  readable: true,
});
export const page = (change: Partial<ServerPage>): ServerPage => ({
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
export const readable: Access = { rev: 1, spaces: { [circle]: 'g1', [guides]: 'g1' } };
export const update = async (store: Store, change: Partial<ServerUpdate>): ReturnType<Store['applyUpdate']> =>
  store.applyUpdate({
    replica: (await store.identity()).replica,
    pages: [],
    answers: {},
    access: { [journey]: readable },
    ...change,
  });
export const pull = (store: Store, one: ServerPage, access: Access = readable): ReturnType<Store['applyUpdate']> =>
  update(store, { pages: [one], access: { [journey]: access } });
export const answer = async (store: Store, ...answers: readonly Answer[]): Promise<void> =>
  store.applyAnswers((await store.identity()).replica, { [journey]: answers });
export const accepted = (seq: number, rev: number): Answer => ({ seq, status: 'accepted', rev, lost: [] });

/** Without what a store may tell besides. */
export const countsOf = ({ pending, oldestAt, refused }: WaitingSummary) => ({ pending, oldestAt, refused });

export async function textsOf(store: Store): Promise<readonly unknown[]> {
  const shown = (await store.records(journey)).list('topic');
  return shown
    .map(({ id, fields, from }) => [id, (fields['body'] as { text: string }).text, from])
    .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}
