import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import type { Env } from '../../src/env.js';
import type { SyncStorage } from '../storage/sync-storage.js';

const keysName = 'cursor-keys';
/** Set by the migration of a database whose devices hold cursors that nobody signed. */
const unsignedName = 'cursors-unsigned';

/** A device that was away for as long begins anew in any case: what it missed is forgotten then. */
const keyLifetimeMs = 90 * 86_400_000;
/** Twenty-five years of them. */
const retiredAtMost = 100;
const rereadMs = 5 * 60_000;
/** Every node has read a key before any signs with it. */
const firstUseMs = 3 * rereadMs;

/** For so long, after the first node that signs, older nodes may serve beside it. */
const rollingMs = 30 * 60_000;
/** Then those who hold a cursor that nobody signed begin anew, one after another within this time. */
const spreadMs = 20 * 60_000;

const keptSchema = v.object({
  /** When the first node came that signs, where there had been others. */
  unsignedFromMs: v.optional(v.number()),
  /** The one before, and the newest. */
  keys: v.pipe(v.array(v.object({ id: v.string(), secret: v.string(), madeMs: v.number() })), v.minLength(1)),
  /** The ids of those that are no longer good: what they signed was made here all the same. */
  retired: v.optional(v.array(v.string())),
});
type Kept = v.InferOutput<typeof keptSchema>;

export interface Seal {
  readonly key: string;
  readonly mac: string;
}

/** Signs what this server says of a device's copy, and knows it again. */
export class CursorSeal {
  readonly #kept: Kept;
  readonly #nowMs: number;

  constructor(kept: Kept, nowMs: number) {
    this.#kept = kept;
    this.#nowMs = nowMs;
  }

  /** The id of the key that signs now. */
  get key(): string {
    return this.#current.id;
  }

  sign(text: string): string {
    return macOf(this.#current.secret, text);
  }

  /** Whether one of the keys that are valid now signed this text. */
  isSigned(text: string, { key, mac }: Seal): boolean {
    const known = this.#kept.keys.find(({ id }) => id === key);
    if (known === undefined) return false;
    const [expected, given] = [Buffer.from(macOf(known.secret, text)), Buffer.from(mac)];
    return expected.length === given.length && timingSafeEqual(expected, given);
  }

  /**
   * Whether a key was never this database's: it has gone back to an older copy of itself since it
   * signed with it. Whoever makes an id up is told the same.
   */
  isForeign(key: string): boolean {
    const { keys, retired = [] } = this.#kept;
    return !keys.some(({ id }) => id === key) && !retired.includes(key);
  }

  /** Whether this device may still go on from a cursor that nobody signed. */
  isUnsignedTaken(replica: string): boolean {
    const { unsignedFromMs } = this.#kept;
    if (unsignedFromMs === undefined) return false;
    const turn = createHash('sha256').update(replica).digest().readUInt32BE() / 2 ** 32;
    return this.#nowMs < unsignedFromMs + rollingMs + turn * spreadMs;
  }

  get #current(): Kept['keys'][number] {
    const { keys } = this.#kept;
    return (keys.findLast(({ madeMs }) => madeMs + firstUseMs <= this.#nowMs) ?? keys[0]) as Kept['keys'][number];
  }
}

const macOf = (secret: string, text: string): string =>
  createHmac('sha256', Buffer.from(secret, 'base64url')).update(text).digest().subarray(0, 16).toString('base64url');

/**
 * The keys that sign cursors: made once, kept in the database, so that all nodes and a restored copy
 * have them. A new one is made after 90 days; what the one before it signed is good until the next.
 */
export class CursorKeys {
  readonly #storage: SyncStorage;
  readonly #env: Pick<Env, 'now' | 'elapsed' | 'randomBytes'>;
  #read: { readonly atMs: number; readonly kept: Promise<Kept> } | undefined;

  constructor(storage: SyncStorage, env: Pick<Env, 'now' | 'elapsed' | 'randomBytes'>) {
    this.#storage = storage;
    this.#env = env;
  }

  /** Read from the database every five minutes; otherwise nothing is asked of it. */
  async seal(): Promise<CursorSeal> {
    const atMs = this.#env.elapsed();
    if (this.#read === undefined || atMs - this.#read.atMs >= rereadMs) {
      const read = { atMs, kept: this.#readOrMake() };
      this.#read = read;
      read.kept.catch(() => {
        if (this.#read === read) this.#read = undefined;
      });
    }
    return new CursorSeal(await this.#read.kept, this.#env.now());
  }

  async #readOrMake(): Promise<Kept> {
    const [kept, unsigned] = await this.#storage.read('', async (reader) => [
      await reader.setting(keysName),
      await reader.setting(unsignedName),
    ]);
    if (kept === undefined) {
      const made = {
        ...(unsigned === undefined ? {} : { unsignedFromMs: this.#env.now() }),
        keys: [this.#createKey()],
      };
      // Another node may have been first.
      return parseKept(
        await this.#storage.write({ tenant: '' }, (writer) => writer.keepSetting(keysName, JSON.stringify(made))),
      );
    }
    const known = parseKept(kept);
    const last = known.keys.at(-1);
    if (last === undefined || this.#env.now() - last.madeMs < keyLifetimeMs) return known;
    const retired = [...(known.retired ?? []), ...known.keys.slice(0, -1).map(({ id }) => id)].slice(-retiredAtMost);
    const next = JSON.stringify({ ...known, keys: [last, this.#createKey()], retired });
    return parseKept(
      await this.#storage.write({ tenant: '' }, async (writer) =>
        (await writer.replaceSetting(keysName, kept, next)) ? next : ((await writer.setting(keysName)) ?? kept),
      ),
    );
  }

  #createKey(): Kept['keys'][number] {
    const bytes = (count: number): string => Buffer.from(this.#env.randomBytes(count)).toString('base64url');
    return { id: bytes(6), secret: bytes(32), madeMs: this.#env.now() };
  }
}

const parseKept = (text: string): Kept => v.parse(keptSchema, JSON.parse(text));
