// People, in a process of their own: writers push as fast as they are answered, readers hold a stream and pull when they
// are poked, and one quiet journey measures how long news takes from one person's device to the others'.
import { createHash } from 'node:crypto';
import { Agent, request } from 'node:http';
import { schemaVersion } from '../../build/src/protocol/version.js';

const noon = '2026-09-18T12:00:00.000Z';
const agents = new Map();

function call(url, path, token, body) {
  const agent = agents.get(url) ?? new Agent({ keepAlive: true, maxSockets: 2_000 });
  agents.set(url, agent);
  const text = JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const sent = request(
      `${url}/v1/${path}`,
      {
        agent,
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(text),
        },
      },
      (response) => {
        let answer = '';
        response.setEncoding('utf8').on('data', (chunk) => {
          answer += chunk;
        });
        response.on('end', () =>
          response.statusCode === 200
            ? resolve(JSON.parse(answer))
            : reject(new Error(`${response.statusCode} ${answer}`)),
        );
        response.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(text);
  });
}

/** An open stream; `onPoke` gets the revisions. */
function listen(url, token, onPoke, onOpen) {
  const sent = request(`${url}/v1/events`, { headers: { authorization: `Bearer ${token}` } }, (response) => {
    if (response.statusCode !== 200) throw new Error(`A stream answered ${response.statusCode}.`);
    let text = '';
    response.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const message = text.slice(0, end);
        text = text.slice(end + 2);
        if (message.startsWith(': here')) onOpen?.();
        if (message.startsWith('event: poke')) onPoke(JSON.parse(message.slice(message.indexOf('data: ') + 6)));
      }
    });
    response.on('error', () => {});
  });
  sent.on('error', () => {});
  sent.end();
  return () => sent.destroy();
}

let replicas = 0;

class Device {
  seq = 0;
  cursor = undefined;
  spaces = {};
  delivered = 0;
  pulling = false;
  again = false;

  constructor(url, token, journey, person) {
    Object.assign(this, {
      url,
      token,
      journey,
      person,
      replica: createHash('sha256').update(`${process.pid}/${Date.now()}/${replicas++}`).digest('hex').slice(0, 32),
    });
  }

  push(changes) {
    const ops = Array.from({ length: changes }, () => {
      this.seq += 1;
      return {
        seq: this.seq,
        raw: Date.now(),
        clk: 0,
        k: 'set',
        t: 'topic',
        id: `${this.replica}-${this.seq}`,
        space: `${this.journey}/circle`,
        f: {
          by: this.person,
          at: noon,
          audience: { kind: 'circle' },
          body: { text: 'Une phrase comme on en écrit, ni longue ni courte, à propos de la semaine.' },
          state: 'open',
          pinned: false,
        },
      };
    });
    return call(this.url, 'push', this.token, {
      v: 1,
      schema: schemaVersion,
      replica: this.replica,
      rawNow: Date.now(),
      clk: 0,
      txs: [{ tx: `tx-${this.seq}`, journey: this.journey, ops }],
    });
  }

  /** Everything new; one pull at a time, and one more for what came meanwhile. */
  async pull() {
    if (this.pulling) {
      this.again = true;
      return;
    }
    this.pulling = true;
    do {
      this.again = false;
      for (let more = true; more;) {
        const answer = await call(this.url, 'pull', this.token, {
          v: 1,
          schema: schemaVersion,
          replica: this.replica,
          journeys: [
            this.cursor === undefined
              ? { id: this.journey, spaces: {} }
              : { id: this.journey, cursor: this.cursor, spaces: this.spaces },
          ],
        });
        const page = answer.journeys.find(({ id }) => id === this.journey);
        more = page?.more ?? false;
        if (page === undefined) break;
        this.delivered += page.puts.length;
        this.cursor = page.to;
        this.spaces = answer.access[this.journey].spaces;
      }
    } while (this.again);
    this.pulling = false;
  }
}

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
  for (const agent of agents.values()) agent.destroy();
  agents.clear();
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
  for (const agent of agents.values()) agent.destroy();
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
