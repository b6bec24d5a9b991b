import type { LogLine } from '../../server/telemetry/log.js';
import { isDeviceOnly } from '../../src/model/access/device-only.js';
import { resetCursor } from '../../src/protocol/checksum.js';
import type { Key, TableName } from '../../src/store/database.js';
import type { ViewRecord } from '../../src/store/store.js';
import type { PullResponse } from '../../src/protocol/messages.js';
import type { Device } from './device.js';
import type { Answer } from './simulated-network.js';
import type { Page } from './page.js';
import type { Oracle } from './oracle.js';
import { isBeside } from './shared-scopes.js';
import { recordTracer, tracersIn } from './tracers.js';
import type { World } from './world.js';

/** A wake-up may be held back so long before it is sent. */
const pokeDelayMs = 1_500;
/** No page asks more often than this, whatever fails. */
const mostRequests = 400;
const requestWindowMs = 10_000;
/** What left a space, in an answer: the one thing that may name what is not readable now. */
const deletions = /"dels":\[[^\]]*\]/g;

/** A record that somebody made, while nothing has been said against it. */
interface Own {
  readonly journey: string;
  readonly record: number;
  readonly sinceMs: number;
}

/** What is looked at as it happens: every body, row, message, log line and view. */
export class Checks {
  readonly #world: World;
  readonly #requests = new Map<Device, number[]>();
  readonly #newest = new Map<Page, Map<string, ViewRecord>>();
  readonly #own = new Map<Page, Map<string, Own>>();

  constructor(world: World) {
    this.#world = world;
  }

  /** What a device sends: nothing that is for the device only, and not without measure. */
  request(device: Device, path: string, body: string): void {
    const { oracle, scheduler, trace } = this.#world;
    trace(`${device.index} > ${path} ${body}`);
    for (const tracer of tracersIn(body).texts) {
      if (oracle.texts.get(tracer)?.isForDeviceOnly)
        this.#fail('I5', `${tracer} of ${device.owner} is for the device only and was sent`);
    }
    // What is mended hides what was wrong: without a damaged disk there is nothing to mend.
    if (path === 'pull' && body.includes(`"cursor":"${resetCursor}"`))
      this.#fail(
        'I18',
        `${device.owner} (device ${device.index}) holds other than what the server has, and asks for all anew`,
      );
    const times = (this.#requests.get(device) ?? []).filter((at) => at > scheduler.now - requestWindowMs);
    this.#requests.set(device, times);
    if (times.push(scheduler.now) > mostRequests * Math.max(1, device.livePages.length))
      this.#fail('I12', `${device.owner} asks ${times.length} times in ${requestWindowMs} ms`);
  }

  /** What the server answers holds only what the asker may read, or could when they asked. */
  answer(device: Device, path: string, request: string, answer: Answer, sinceMs: number): void {
    const { oracle, trace } = this.#world;
    trace(`${device.index} < ${path} ${answer.status} ${answer.body}`);
    const given = answer.body.replaceAll(deletions, '');
    for (const record of tracersIn(given).records) {
      if (!oracle.mayKnow(device.owner, record, sinceMs) && !isNamedOnly(given, record, oracle, device.owner))
        this.#fail('I5', `${device.owner} was sent record ${record}, which they may not read`);
    }
    for (const [list] of answer.body.matchAll(deletions)) {
      for (const record of tracersIn(list).records) {
        if (!oracle.mayHearOfEnd(device.owner, record, sinceMs))
          this.#fail(
            'I5',
            `${device.owner} is told that record ${record} left, which was deleted while they did not read it`,
          );
        if (!oracle.hasKnown(device.owner, record) && !isNamedOnly(list, record, oracle, device.owner))
          this.#fail('I5', `${device.owner} is told that record ${record} left, which they never could read`);
      }
    }
    if (path === 'pull' && answer.status === 200) this.#spaces(device, answer.body, sinceMs);
    if (path === 'push' && answer.status === 200 && answer.body.includes('"lost":["body"]'))
      this.#lost(device, request, answer.body);
    if (path === 'pull' && answer.status === 200 && answer.body.includes('"readMark"'))
      this.#marks(device, answer.body);
  }

  /** What an answer says that there is, and how much: of scopes and spaces that are open to who asks. */
  #spaces(device: Device, body: string, sinceMs: number): void {
    const { oracle } = this.#world;
    const { owner, planned } = device;
    for (const [, name = ''] of body.matchAll(/\/own:([A-Za-z0-9-]+)/g))
      if (name !== planned.person) this.#fail('I5', `${owner} is told of the space that ${name} alone reads`);
    if (!body.includes('"~')) return;
    const { access, journeys } = JSON.parse(body) as PullResponse;
    const named = new Map(Object.entries(access).map(([scope, { spaces }]) => [scope, Object.keys(spaces)]));
    for (const { id, sum = {} } of journeys) named.set(id, [...(named.get(id) ?? []), ...Object.keys(sum)]);
    for (const [scope, spaces] of named) {
      if (!isBeside(scope)) continue;
      if (planned.isOld) this.#fail('SP5', `a device of ${owner} that knows no such scope is told of ${scope}`);
      if (!oracle.opens(owner, scope, sinceMs))
        this.#fail('I5', `${owner} is told of ${scope}, which is not open to them`);
      for (const space of spaces)
        if (!oracle.mayReadSpace(owner, space, sinceMs))
          this.#fail('I5', `${owner} is told of ${space}, which they do not read`);
    }
  }

  /** Of two edits of the same words, the later one wins. */
  #lost({ planned: { tenant } }: Device, request: string, answer: string): void {
    const { txs } = JSON.parse(request) as {
      readonly txs: readonly {
        readonly journey: string;
        readonly ops: readonly { readonly seq: number; readonly t: string; readonly id: string; readonly f: unknown }[];
      }[];
    };
    const { results } = JSON.parse(answer) as {
      readonly results: Readonly<Record<string, readonly { readonly seq: number; readonly st: string }[]>>;
    };
    for (const { journey, ops } of txs) {
      for (const op of ops) {
        if (!results[journey]?.some(({ seq, st }) => seq === op.seq && st === 'lost')) continue;
        for (const tracer of tracersIn(JSON.stringify(op.f)).texts)
          this.#world.lost(tenant, journey, op.t, op.id, tracer);
      }
    }
  }

  /** A mark is for who read, for the author of what was read, and for whose space it is. */
  #marks(device: Device, body: string): void {
    const { oracle } = this.#world;
    const { journeys } = JSON.parse(body) as {
      readonly journeys: readonly {
        readonly id: string;
        readonly puts: readonly { readonly t: string; readonly id: string; readonly f: { readonly by?: string } }[];
      }[];
    };
    for (const { id: journey, puts } of journeys) {
      for (const { t, id, f } of puts) {
        if (t !== 'readMark' || this.#world.isCoachee(device.owner, journey)) continue;
        const [record] = tracersIn(id).records;
        const isTheirs =
          device.owner.endsWith(`/${f.by}`) || (record !== undefined && oracle.authorOf(record) === device.owner);
        if (!isTheirs) this.#fail('I5', `${device.owner} was sent the read mark ${id} of ${f.by}`);
      }
    }
  }

  /** A stream says that a journey moved, to who is on it, and nothing else. */
  stream(device: Device, text: string): void {
    const { oracle, scheduler, trace } = this.#world;
    trace(`${device.index} ~ ${text}`);
    if (tracersIn(text).records.size > 0) this.#fail('I5', `a wake-up to ${device.owner} speaks of a record`);
    for (const [, data = '{}'] of text.matchAll(/event: poke\ndata: (.*)\n/g)) {
      for (const journey of Object.keys(JSON.parse(data) as object)) {
        if (isBeside(journey)) {
          if (device.planned.isOld) this.#fail('SP5', `a device of ${device.owner} is woken by ${journey}`);
          // [SP9] It is woken by scope, until its stream has ended; who that is, no question is asked.
          if (!oracle.opens(device.owner, journey, 0))
            this.#fail('I5', `${device.owner} is told of ${journey}, which never was open to them`);
        } else if (!oracle.isInJourney(device.owner, journey, scheduler.now - pokeDelayMs))
          this.#fail('I5', `${device.owner} is told of ${journey}, of which they are no member`);
      }
    }
  }

  /** Between pages travels no content. */
  message(device: Device, message: unknown): void {
    const text = JSON.stringify(message);
    this.#world.trace(`${device.index} : ${text}`);
    if (tracersIn(text).records.size > 0) this.#fail('I5', `the pages of ${device.owner} tell each other of a record`);
  }

  /** Nothing is written to a device that its owner never knew. */
  row(device: Device, table: TableName, key: Key, value: unknown): void {
    const text = rowText(key, value);
    this.#world.trace(`${device.index} = ${table} ${text}`);
    for (const record of tracersIn(text).records) {
      if (
        table !== 'staging' &&
        !this.#world.oracle.hasKnown(device.owner, record) &&
        !isNamedOnly(text, record, this.#world.oracle, device.owner)
      )
        this.#fail('I5', `${device.owner} stores record ${record} in ${table}, which they never could read`);
    }
  }

  log(line: LogLine): void {
    const text = JSON.stringify(line);
    this.#world.trace(`log ${text}`);
    if (tracersIn(text).records.size > 0) this.#fail('I5', `the log speaks of a record: ${text}`);
  }

  /** What its author made is shown from then on, until something is said against it. */
  acknowledged(page: Page, journey: string, key: string, record: number): void {
    const own = this.#own.get(page) ?? new Map<string, Own>();
    this.#own.set(page, own.set(key, { journey, record, sinceMs: this.#world.scheduler.now }));
  }

  forgotten(page: Page, key: string): void {
    for (const other of page.device.pages) this.#own.get(other)?.delete(key);
  }

  /** Of two devices with one memory, each may take from the other's view what it made. */
  cloned(device: Device): void {
    for (const page of device.pages) this.#own.delete(page);
  }

  /** What one page shows: nothing that its reader never knew, nothing older than it has shown. */
  view(page: Page, journey: string, shown: readonly ViewRecord[]): void {
    const { oracle } = this.#world;
    const newest = this.#newest.get(page) ?? new Map<string, ViewRecord>();
    this.#newest.set(page, newest);
    for (const record of shown) {
      const key = `${journey}/${record.type}/${record.id}`;
      const before = newest.get(key);
      if (before === record) continue;
      newest.set(key, record);
      for (const number of tracersIn(record.id).records) {
        if (record.type !== 'readMark' && !isDeviceOnly(record.space) && !oracle.hasKnown(page.device.owner, number))
          this.#fail('I5', `${page.device.owner} is shown record ${number}`);
      }
      for (const [field, stamp] of Object.entries(before?.stamps ?? {})) {
        const now = record.stamps[field];
        if (now !== undefined && now < stamp)
          this.#fail('I4', `${page.device.owner} is shown an older ${field} of ${key} than before`);
      }
    }
    this.#ownWrites(page, journey, shown);
  }

  #ownWrites(page: Page, journey: string, shown: readonly ViewRecord[]): void {
    const own = this.#own.get(page);
    if (own === undefined || own.size === 0) return;
    const there = new Set(shown.map(({ type, id }) => `${journey}/${type}/${id}`));
    for (const [key, { journey: place, record, sinceMs }] of own) {
      if (place !== journey || there.has(key)) continue;
      // Gone from sight, and yet the server has it for them all along.
      if (this.#world.oracle.hasHeldSince(page.device.owner, journey, record, sinceMs))
        this.#fail('I4', `${page.device.owner} does not see their own ${key}`);
    }
  }

  #fail(rule: string, message: string): void {
    this.#world.fail(rule, message);
  }
}

/**
 * Whether a text names a record where a name may outlive the right to read: a reply keeps the name of
 * what it answered when that is deleted or for fewer readers later; a mark, of what its reader had read;
 * words, of the topic or the words that their readers had read before their role changed.
 */
export function isNamedOnly(text: string, record: number, oracle: Oracle, owner: string): boolean {
  const id = `[a-zA-Z]+-${recordTracer(record)}[a-z]?`;
  let rest = text;
  if (oracle.hasShrunk(record)) rest = rest.replaceAll(new RegExp(`"replyTo":"${id}"`, 'g'), '');
  if (oracle.hasKnown(owner, record))
    rest = rest.replaceAll(new RegExp(`"(?:item|topic|replyTo)":"${id}"|${id}_[A-Z]\\d-[a-z]+`, 'g'), '');
  return !tracersIn(rest).records.has(record);
}

const decoder = new TextDecoder();

/** A row as text, however it is packed. */
export const rowText = (key: Key, value: unknown): string =>
  JSON.stringify([key, value], (_name, part: unknown) => (part instanceof Uint8Array ? decoder.decode(part) : part));
