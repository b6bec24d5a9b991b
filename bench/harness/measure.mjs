// One candidate at one size: how it takes everything in, and one round of all that is then asked of it. A step that
// fails or takes too long says so in its rows, and the rest goes on.
import { coach, nowMs, pageRecords, sinceMs } from '../workload/constants.mjs';
import { journeyIdOf } from '../workload/generate.mjs';
import { remoteRecords, topicIdOf, watchedTopics } from '../workload/model.mjs';
import { rarePrefix } from '../workload/sentences.mjs';
import { OverLimit, openPage, within } from './lab.mjs';
import { limitsMs, sampling, workloads } from './plan.mjs';

const journey = journeyIdOf(0);
const placeOf = (topic) => ({ journey, topic: topicIdOf(topic), coach, nowMs });
const places = { write: placeOf(20), echo: placeOf(21), crossTab: placeOf(22) };

const reasonOf = (error) =>
  error instanceof OverLimit ? `> ${error.limitMs / 1_000} s` : `failed: ${error.message.split('\n')[0].slice(0, 160)}`;

/** Fills a fresh profile with so many journeys. Gives whether it is there to be measured. */
export async function ingest({ lab, record, candidate, records, journeys }) {
  const profile = lab.profileOf(candidate, records);
  lab.emptyProfile(profile);
  try {
    await lab.withBrowser(profile, async (browser) => {
      const { call } = await openPage(browser, lab.url, candidate);
      let ms = 0;
      const startedAt = performance.now();
      for (let from = 0; from < journeys; from++) {
        ms += await within(
          limitsMs.ingest - Math.min(ms, limitsMs.ingest - 1_000),
          call('ingest', { from, journeys: 1, pageRecords }),
        );
        if (ms > limitsMs.ingest || performance.now() - startedAt > limitsMs.ingest * 1.5)
          throw new OverLimit(limitsMs.ingest);
      }
      ms += await within(limitsMs.ingest, call('flush'));
      await within(limitsMs.open, call('close'));
      record.add('ingest', records, candidate, ms);
    });
    return true;
  } catch (error) {
    const reason = error instanceof OverLimit ? `> ${limitsMs.ingest / 1_000} s` : reasonOf(error);
    record.note('ingest', records, candidate, reason);
    for (const workload of Object.keys(workloads)) {
      if (workload !== 'ingest') record.note(workload, records, candidate, `not measured: ingest ${reason}`);
    }
    return false;
  }
}

/** One round in a fresh browser, on a copy of what was taken in. */
export async function measureRound({ lab, record, candidate, about, records, journeys, model }) {
  const copy = lab.copyOf(lab.profileOf(candidate, records));
  const context = { lab, record, candidate, records, model, journeys };
  try {
    await lab.withBrowser(copy.path, async (browser) => {
      const screen = await coldOpen(context, browser);
      if (!screen) return;
      await queries(context, screen);
      await writes(context, browser, screen, 'relaxed', isMeasured(about, 'relaxed'));
      await screen.page.close();
      if (isMeasured(about, 'strict'))
        await writes(
          context,
          browser,
          await openPage(browser, lab.url, candidate, { durability: 'strict' }),
          'strict',
          true,
        );
      else
        for (const name of ['write', 'echo', 'cross-tab'])
          record.note(`${name}-strict`, records, candidate, 'cannot be asked for strict');
      await weigh(context, browser);
    });
  } catch (error) {
    console.error(`  ${candidate}, ${records} records: ${error.message.split('\n')[0]}`);
    // Slowness is a result, and its row says so; what else ends a round is a failure.
    if (!(error.cause instanceof OverLimit))
      record.failed.push(`${candidate}, ${records} records: ${error.message.split('\n')[0]}`);
  } finally {
    copy.remove();
  }
}

const isMeasured = ({ durabilities, forced = [] }, durability) => [...durabilities, ...forced].includes(durability);

/** Runs one step; what goes wrong in it is noted in its row. A page that hangs ends the round. */
async function step({ record, records, candidate }, workload, limitMs, run) {
  if (record.isNoted(workload, records, candidate)) return undefined;
  try {
    return await within(limitMs, run());
  } catch (error) {
    record.note(workload, records, candidate, reasonOf(error));
    if (error instanceof OverLimit) throw new Error(`${workload} ${reasonOf(error)}`, { cause: error });
    return undefined;
  }
}

async function coldOpen(context, browser) {
  const { lab, record, candidate, records, model } = context;
  return step(context, 'cold-open', limitsMs.open, async () => {
    const opened = await openPage(browser, lab.url, candidate, { screen: journey });
    const { ms, answer } = await opened.screen();
    record.check(`${candidate}, ${records}: first screen`, answer, model.firstScreen);
    record.add('cold-open', records, candidate, ms);
    record.add('disk', records, candidate, (await opened.call('usage')) / 1_000_000);
    return opened;
  });
}

async function queries(context, { call }) {
  const { record, candidate, records, model } = context;
  const since = new Date(sinceMs).toISOString();
  for (const workload of ['unread-first', 'unread-again']) {
    await step(context, workload, limitsMs.query, async () => {
      const { ms, answer } = await call('unread', since);
      record.check(`${candidate}, ${records}: unread encouragements`, answer, model.unread);
      record.add(workload, records, candidate, ms);
    });
  }
  for (const workload of ['search-first', 'search-again']) {
    await step(context, workload, limitsMs.query, async () => {
      const { ms, answer } = await call('search', rarePrefix);
      record.check(`${candidate}, ${records}: search`, answer.toSorted(), model.found);
      record.add(workload, records, candidate, ms);
    });
  }
}

async function writes(context, browser, opened, durability, isAsked) {
  if (!isAsked) return;
  const { lab, record, candidate, records, model } = context;
  const { call } = opened;
  await within(limitsMs.open, call('opened'));
  await call('takeDurabilities');
  const name = (workload) => `${workload}-${durability}`;
  await step(context, name('write'), limitsMs.samples, async () => {
    record.add(name('write'), records, candidate, ...(await call('writes', { place: places.write, ...sampling })));
    const seen = await call('takeDurabilities');
    // A library may write more than was asked, but the words themselves must be as durable as the row says.
    const isAsSaid = durability === 'strict' ? seen.includes('strict') : !seen.includes('strict') && seen.length > 0;
    record.check(
      `${candidate}, ${records}: transactions of a ${durability} write (${seen.join(', ')})`,
      isAsSaid,
      true,
    );
  });
  await step(context, name('echo'), limitsMs.samples, async () => {
    const before = context.echoed ?? 0;
    const { samples, answer } = await call('echoes', { place: places.echo, ...sampling });
    context.echoed = before + samples.length;
    const known = model.thread(places.echo.topic);
    record.check(`${candidate}, ${records}: thread after ${durability} writes`, answer.slice(0, known.length), known);
    record.check(
      `${candidate}, ${records}: words added by ${durability} writes`,
      answer.slice(known.length).map(({ by }) => by),
      Array.from({ length: context.echoed }, () => coach),
    );
    record.add(name('echo'), records, candidate, ...samples);
  });
  await step(context, name('cross-tab'), limitsMs.samples, async () => {
    const other = await openPage(browser, lab.url, candidate, { durability });
    await other.call('watchForOthers', places.crossTab);
    record.add(
      name('cross-tab'),
      records,
      candidate,
      ...(await call('echoesElsewhere', { place: places.crossTab, ...sampling })),
    );
    await other.page.close();
  });
  if (durability !== 'relaxed') return;
  await step(context, 'fan-out', limitsMs.fanOut, async () => {
    const pulled = remoteRecords(nowMs + 100_000);
    const { ms, answer } = await call('fanOut', { journey, topics: watchedTopics, records: pulled });
    const expected = watchedTopics.map((topic) => [
      ...model.thread(topic),
      ...pulled
        .filter(({ fields }) => fields.topic === topic)
        .map(({ fields }) => ({ by: fields.by, text: fields.body.text })),
    ]);
    record.check(`${candidate}, ${records}: threads after remote changes`, answer, expected);
    record.add('fan-out', records, candidate, ms);
  });
}

/** Megabytes of JavaScript in a page that has asked the board's question and opened three journeys. */
async function weigh(context, browser) {
  const { lab, record, candidate, records, journeys } = context;
  await step(context, 'heap', limitsMs.heap, async () => {
    const { page, call } = await openPage(browser, lab.url, candidate);
    const opened = Array.from({ length: Math.min(3, journeys) }, (_, index) => ({
      journey: journeyIdOf(index),
      topic: topicIdOf(3, index),
    }));
    await call('lookAround', { journeys: opened, since: new Date(sinceMs).toISOString() });
    const session = await page.createCDPSession();
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
    record.add('heap', records, candidate, (usedSize + backingStorageSize) / 1_000_000);
    await page.close();
  });
}
