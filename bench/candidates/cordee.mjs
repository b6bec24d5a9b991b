// Cordée as a host uses it: the client's live queries and verbs, over the real store. Pages of a pull go in by the
// store's own port, as the sync engine gives them. There is no network, so nothing is sent.
import { NEVER } from 'rxjs';
import { createCordee } from '../../build/src/cordee.js';
import { systemEnv } from '../../build/src/env.js';
import { digestsFor } from '../../build/src/domain/support/screen.js';
import { databaseNameOf, openStore } from '../../build/src/store/open-store.js';
import { coach, nowMs, tenant } from '../workload/constants.mjs';

export const about = {
  name: 'cordee',
  label: 'Cordée',
  // Own words are always strict. For the relaxed rows the page makes its transactions relaxed, see page/durability.mjs.
  durabilities: ['strict'],
  forced: ['relaxed'],
};

const url = 'https://cordee.test/';
const offline = { isOnline: () => false, isVisible: () => true, events$: NEVER };
const unreachable = () => Promise.reject(new TypeError('There is no network in this measurement.'));

/** The first answer that is there; queries over a journey that is being read answer nothing first. */
const first = (stream$) =>
  new Promise((resolve, reject) => {
    const subscription = stream$.subscribe({
      next: (answer) => {
        if (answer === undefined) return;
        resolve(answer);
        queueMicrotask(() => subscription.unsubscribe());
      },
      error: reject,
    });
  });

const flat = (list) => list.flatMap((item) => [item, ...flat(item.replies)]);

export async function open() {
  const env = { ...systemEnv, now: () => nowMs + Math.floor(performance.now()) };
  const store = await openStore(databaseNameOf(url, tenant, coach), env, { digests: digestsFor(coach) });
  const client = await createCordee({
    url,
    user: { tenant, id: coach },
    getToken: unreachable,
    store,
    env,
    connectivity: offline,
    adapter: { push: unreachable, pull: unreachable, pokes$: NEVER },
  });
  let replica;
  const access = {};
  const cursors = new Map();

  const update = async (journey, puts, { spaces, more = false, rev = 1_000_000 }) => {
    replica ??= (await store.identity()).replica;
    const from = cursors.get(journey);
    const to = `c${Number(from?.slice(1) ?? 0) + 1}`;
    access[journey] = { rev, spaces: Object.fromEntries(spaces.map((space) => [space, 'grant'])) };
    await store.applyUpdate({
      replica,
      answers: {},
      access,
      pages: [{ journey, from, to, mode: 'delta', snap: undefined, beginsReset: false, more, puts, deletions: [] }],
    });
    cursors.set(journey, to);
  };

  return {
    client,
    ingest: ({ journey, records, spaces, more }) => update(journey, records, { spaces, more }),
    async firstScreen(journey) {
      const { journeys, challenges, forum } = client;
      const [view, path, raised, topics] = await Promise.all([
        first(journeys.watch(journey)),
        first(journeys.watchPath(journey)),
        first(challenges.watch(journey)),
        first(forum.watchTopics(journey)),
      ]);
      const steps = path.phases.flatMap((phase) => phase.steps);
      return {
        id: view.id,
        state: view.state,
        members: view.members.map(({ id, name, role }) => ({ id, name, role })),
        steps: steps.map(({ id, title, state, plannedFor }) => ({ id, title: title.en, state, plannedFor })),
        next: path.next?.id,
        done: path.stepsDone,
        events: view.highlights.map(({ id, startsOn }) => ({ id, startsOn })),
        challenges: raised.map(({ id, isSeenByMe, replies }) => ({
          id,
          isSeen: isSeenByMe,
          replies: flat(replies).length,
        })),
        topics: topics.map(({ id, pinned, lastAt, hasNews, voices }) => ({
          id,
          pinned,
          lastAt,
          hasNews,
          voices: voices.length,
        })),
      };
    },
    watchThread(journey, topic, listener) {
      const subscription = client.forum.watchTopic(journey, topic).subscribe((thread) => {
        if (thread)
          listener(flat(thread.contributions).map(({ author, body }) => ({ by: author.person, text: body.text })));
      });
      return () => subscription.unsubscribe();
    },
    async write({ space, fields: { topic, kind, body, audience } }) {
      await client.forum.contribute({ journey: space.slice(0, space.indexOf('/')), topic, kind, body, audience });
    },
    /** Not timed: what the sync engine has read before it asks, after a pull that brought nothing, as each page begins with. */
    async prepareRemote() {
      ({ replica } = await store.identity());
      for (const { journey, cursor, spaces } of await store.cursors()) {
        cursors.set(journey, cursor);
        access[journey] = { rev: 1_000_000, spaces };
      }
      await store.applyUpdate({ replica, answers: {}, access, pages: [] });
    },
    applyRemote(records) {
      const [{ space }] = records;
      const journey = space.slice(0, space.indexOf('/'));
      return update(journey, records, { spaces: Object.keys(access[journey].spaces) });
    },
    async unread(since) {
      const unread = await first(client.forum.watchUnread({ since }));
      return unread.filter(({ kind }) => kind === 'encouragement').map(({ id }) => id);
    },
    async search(prefix) {
      const found = await client.search(prefix, { limit: 100_000 });
      return found.map(({ id }) => id);
    },
    close: () => client.close(),
  };
}
