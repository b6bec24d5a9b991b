// The page's side of the harness: opens the candidate of this page and times what the driver asks for. Times are in
// milliseconds; answers go back to the driver, which knows what they must be.
import { forceDurability, takeDurabilities } from './durability.mjs';
import { about, open } from 'candidate';
import { keepTime, readTime } from './clock.mjs';

const asked = new URLSearchParams(location.search);
const durability = asked.get('durability') ?? 'relaxed';
if (!about.durabilities.includes(durability)) forceDurability(durability);
const opening = open({ name: 'bench', durability });

const timed = async (run) => {
  const before = performance.now();
  const answer = await run();
  return { ms: performance.now() - before, answer };
};

/** Runs at most so often and so long, but twice at least: a slow candidate gives fewer samples. */
async function sample({ count, budgetMs }, run) {
  const samples = [];
  const startedAt = performance.now();
  while (samples.length < count && (samples.length < 2 || performance.now() - startedAt < budgetMs))
    samples.push(await run(samples.length));
  return samples;
}

let written = 0;
/** New words of the coach in a thread, as the application would write them. */
function draft({ journey, topic, coach, nowMs }) {
  written += 1;
  const at = new Date(nowMs + written).toISOString();
  const body = {
    text: `Word ${written} of ${durability} ${performance.timeOrigin}: neither long nor short, as one writes.`,
    lang: 'en',
  };
  const fields = { by: coach, at, audience: { kind: 'circle' }, body, topic, kind: 'advice' };
  return {
    type: 'contribution',
    id: `${topic}-written-${durability}-${performance.timeOrigin}-${written}`,
    space: `${journey}/circle`,
    rev: 0,
    fields,
    stamps: {},
    readable: true,
  };
}

/** A live query of one thread, with a way to wait for an answer. */
function watch(candidate, journey, topic) {
  let last;
  let waiting;
  const look = () => {
    if (last && waiting?.isIt(last)) {
      waiting.resolve(last);
      waiting = undefined;
    }
  };
  const stop = candidate.watchThread(journey, topic, (answer) => {
    last = answer;
    look();
  });
  const until = (isIt) =>
    new Promise((resolve) => {
      waiting = { isIt, resolve };
      look();
    });
  return { until, stop, last: () => last };
}

const holds = (text) => (thread) => thread.findLast((words) => words.text === text) !== undefined;

globalThis.bench = {
  screen: asked.has('screen')
    ? opening
        .then((candidate) => candidate.firstScreen(asked.get('screen')))
        .then((answer) => ({ ms: performance.now(), answer }))
    : undefined,
  async opened() {
    await opening;
  },
  takeDurabilities,

  /** Stores so many journeys page by page; only the storing is timed. */
  async ingest({ from, journeys, pageRecords }) {
    const candidate = await opening;
    const { generateJourney, templateRecord } = await import('../workload/generate.mjs');
    let ms = 0;
    const put = async (page) => {
      ms += (await timed(() => candidate.ingest(page))).ms;
    };
    if (from === 0) {
      const template = templateRecord();
      await put({
        journey: template.space.slice(0, template.space.indexOf('/')),
        records: [template],
        spaces: [template.space],
        more: false,
      });
    }
    for (let index = from; index < from + journeys; index++) {
      const { journey, records, spaces } = generateJourney(index);
      for (let start = 0; start < records.length; start += pageRecords) {
        await put({
          journey,
          spaces,
          records: records.slice(start, start + pageRecords),
          more: start + pageRecords < records.length,
        });
      }
    }
    return ms;
  },
  async flush() {
    const candidate = await opening;
    return (await timed(async () => candidate.flush?.())).ms;
  },

  async unread(since) {
    const candidate = await opening;
    return timed(() => candidate.unread(since));
  },
  async search(prefix) {
    const candidate = await opening;
    return timed(() => candidate.search(prefix));
  },

  /** From the call until the library says that it is stored; nobody watches. */
  async writes({ place, count, budgetMs }) {
    const candidate = await opening;
    return sample({ count, budgetMs }, async () => (await timed(() => candidate.write(draft(place)))).ms);
  },

  /** From the call until a live query of the same tab has answered with the new words. */
  async echoes({ place, count, budgetMs }) {
    const candidate = await opening;
    const thread = watch(candidate, place.journey, place.topic);
    await thread.until(() => true);
    const samples = await sample({ count, budgetMs }, async () => {
      const record = draft(place);
      const before = performance.now();
      const shown = thread.until(holds(record.fields.body.text)).then(() => performance.now() - before);
      const stored = candidate.write(record);
      const ms = await shown;
      await stored;
      return ms;
    });
    const answer = thread.last();
    thread.stop();
    return { samples, answer };
  },

  /** In the second tab: tells the first when the words are in its own live query. */
  async watchForOthers({ journey, topic }) {
    const candidate = await opening;
    const told = new Set();
    const tell = keepTime();
    globalThis.otherThread = watch(
      {
        watchThread: (...args) =>
          candidate.watchThread(...args.slice(0, 2), (thread) => {
            args[2](thread);
            for (const { text } of thread.slice(-40)) {
              if (told.has(text)) continue;
              told.add(text);
              tell(text);
            }
          }),
      },
      journey,
      topic,
    );
    await globalThis.otherThread.until(() => true);
  },
  async echoesElsewhere({ place, count, budgetMs }) {
    const candidate = await opening;
    const clock = await readTime();
    const samples = await sample({ count, budgetMs }, async () => {
      const record = draft(place);
      const before = performance.now();
      const stored = candidate.write(record);
      const seenAt = await clock.seenAt(record.fields.body.text);
      await stored;
      return seenAt - before;
    });
    clock.close();
    return samples;
  },

  /** From one batch of remote changes until the last of the live queries that it concerns has answered. */
  async fanOut({ journey, topics, records }) {
    const candidate = await opening;
    const threads = topics.map((topic) => watch(candidate, journey, topic));
    await Promise.all(threads.map((thread) => thread.until(() => true)));
    await candidate.prepareRemote?.();
    const wanted = topics.map((topic) =>
      records.filter(({ fields }) => fields.topic === topic).map(({ fields }) => fields.body.text),
    );
    const before = performance.now();
    const shown = Promise.all(
      threads.map((thread, order) => thread.until((answer) => wanted[order].every((text) => holds(text)(answer)))),
    );
    const stored = candidate.applyRemote(records);
    await shown;
    const ms = performance.now() - before;
    await stored;
    const answer = threads.map((thread) => thread.last());
    for (const thread of threads) thread.stop();
    return { ms, answer };
  },

  /** What a coach has looked at when the heap is weighed: a board's question over all, and journeys with a thread each. */
  async lookAround({ journeys, since }) {
    const candidate = await opening;
    await candidate.unread(since);
    for (const { journey, topic } of journeys) {
      await candidate.firstScreen(journey);
      const thread = watch(candidate, journey, topic);
      await thread.until(() => true);
      thread.stop();
    }
  },
  async usage() {
    const { usage, usageDetails } = await navigator.storage.estimate();
    return usageDetails?.indexedDB ?? usage;
  },
  async close() {
    await (await opening).close();
  },
};
