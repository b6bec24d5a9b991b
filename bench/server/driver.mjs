// People, in a process of their own: writers push as fast as they are answered, readers hold a stream and pull when they
// are poked, and one quiet journey measures how long news takes from one person's device to the others'.
import { Device, endCalls, listen } from './device.mjs';

const percentile = (values, share) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? null;
const wait = (ms) =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/**
 * @param options.isReading Whether there are streams: the floor has none.
 * @param options.pauseMs How long a writer waits after an answer; without it, as fast as they are answered.
 */
async function load({ urls, tokens, journeys, quiet, writers, changes, warmMs, runMs, isReading, pauseMs = 0 }) {
  const readers = [];
  const closers = [];
  if (isReading) {
    for (const [at, { id: journey, readers: people }] of journeys.slice(0, writers).entries()) {
      for (const [seat, person] of people.entries()) {
        const device = new Device(urls[(at + seat) % urls.length], tokens[person], journey, person);
        await device.pull();
        readers.push(device);
        await new Promise((resolve) => {
          closers.push(
            listen(
              device.url,
              device.token,
              (revs) => {
                if (journey in revs)
                  void device.pull().catch(() => {
                    failed += 1;
                  });
              },
              resolve,
            ),
          );
        });
      }
    }
  }
  const pushMs = [];
  const fanOutMs = [];
  let isCounting = false;
  const end = { isCome: false };
  let pushes = 0;
  let made = 0;
  /** Pulls that were not answered well. A push that is not ends the run. */
  let failed = 0;
  const writing = journeys.slice(0, writers).map(async ({ id, coachee }, at) => {
    const device = new Device(urls[at % urls.length], tokens[coachee], id, coachee);
    while (!end.isCome) {
      const before = performance.now();
      const answer = await device.push(changes);
      made += 1;
      if (answer.stop !== undefined) throw new Error(`Stopped: ${JSON.stringify(answer.stop)}`);
      if (isCounting) {
        pushMs.push(performance.now() - before);
        pushes += 1;
      }
      if (pauseMs > 0) await wait(pauseMs);
    }
  });
  const probing = isReading ? probe() : Promise.resolve();
  async function probe() {
    const writer = new Device(urls[0], tokens[quiet.coachee], quiet.id, quiet.coachee);
    let sentMs = 0;
    const watchers = await Promise.all(
      quiet.readers.map(async (person, at) => {
        const device = new Device(urls[at % urls.length], tokens[person], quiet.id, person);
        await device.pull();
        await new Promise((resolve) => {
          closers.push(
            listen(
              device.url,
              device.token,
              (revs) => {
                if (quiet.id in revs)
                  device.pull().then(
                    () => {
                      if (isCounting && sentMs > 0) fanOutMs.push(performance.now() - sentMs);
                    },
                    () => {
                      failed += 1;
                    },
                  );
              },
              resolve,
            ),
          );
        });
        return device;
      }),
    );
    while (!end.isCome) {
      sentMs = performance.now();
      await writer.push(1);
      // A stream is poked about a journey once a second at most.
      await wait(1_050);
    }
    return watchers;
  }
  await warm(() => made, warmMs);
  const deliveredBefore = readers.reduce((sum, { delivered }) => sum + delivered, 0);
  await phase('begin');
  isCounting = true;
  const startedMs = performance.now();
  await wait(runMs);
  isCounting = false;
  const seconds = (performance.now() - startedMs) / 1_000;
  const delivered = readers.reduce((sum, device) => sum + device.delivered, 0) - deliveredBefore;
  await phase('end');
  end.isCome = true;
  await Promise.all([...writing, probing]);
  for (const close of closers) close();
  endCalls();
  return {
    failed,
    pushes,
    pushesPerSecond: pushes / seconds,
    acceptedPerSecond: (pushes * changes) / seconds,
    deliveredPerSecond: delivered / seconds,
    pushP50Ms: percentile(pushMs, 0.5),
    pushP99Ms: percentile(pushMs, 0.99),
    ...(isReading
      ? {
          fanOutP50Ms: percentile(fanOutMs, 0.5),
          fanOutP99Ms: percentile(fanOutMs, 0.99),
          streams: readers.length + quiet.readers.length,
        }
      : {}),
  };
}

/** Tells where the measured time begins and ends, and waits until that was heard. */
const phase = (name) =>
  new Promise((resolve) => {
    process.once('message', resolve);
    process.send({ phase: name });
  });

/** Until the processes have done it often enough to be quick at it. */
async function warm(count, longestMs) {
  const startedMs = performance.now();
  while (count() < 400 && performance.now() - startedMs < longestMs) await wait(20);
}

/** Devices that look and find nothing new. */
async function pulls({ urls, tokens, journeys, warmMs, runMs }) {
  const devices = await Promise.all(
    journeys.slice(0, 8).map(async ({ id, readers: [person] }, at) => {
      const device = new Device(urls[at % urls.length], tokens[person], id, person);
      await device.pull();
      return device;
    }),
  );
  const end = { isCome: false };
  const pullMs = [];
  const pulling = devices.map(async (device) => {
    while (!end.isCome) {
      const before = performance.now();
      await device.pull();
      pullMs.push(performance.now() - before);
    }
  });
  await warm(() => pullMs.length, warmMs);
  await phase('begin');
  pullMs.length = 0;
  await wait(runMs);
  const done = [...pullMs];
  await phase('end');
  end.isCome = true;
  await Promise.all(pulling);
  endCalls();
  return {
    pulls: done.length,
    pullsPerSecond: (done.length * 1_000) / runMs,
    pullP50Ms: percentile(done, 0.5),
    pullP99Ms: percentile(done, 0.99),
  };
}

/** Opens streams and keeps them until the next message. */
async function idle({ urls, tokens, streams }) {
  const people = Object.keys(tokens);
  const closers = [];
  for (let at = 0; at < streams; at += 50) {
    await Promise.all(
      Array.from(
        { length: Math.min(50, streams - at) },
        (_, one) =>
          new Promise((resolve) => {
            closers.push(listen(urls[0], tokens[people[(at + one) % people.length]], () => {}, resolve));
          }),
      ),
    );
  }
  process.send({ open: closers.length });
  await new Promise((resolve) => {
    process.once('message', resolve);
  });
  for (const close of closers) close();
  return {};
}

async function work({ job, ...options }) {
  try {
    process.send({ result: await { idle, pulls, load }[job](options) });
  } catch (error) {
    process.send({ error: error.stack ?? String(error) });
  }
  process.disconnect();
}

process.once('message', (message) => void work(message));
