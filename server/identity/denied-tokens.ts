import type { Env } from '../../src/env.js';
import type { Id } from '../../src/model/value/ids.js';
import { maxLifetimeS } from './auth.js';
import type { Subject } from './auth.js';
import type { SyncStorage } from '../storage/sync-storage.js';

/** What another node denied is known here at the latest after this. */
const freshMs = 2_000;
/** A token denied longer ago has expired, whatever the clocks say. */
const rememberedS = maxLifetimeS + 60;
const maxTenants = 1_000;

interface Known {
  readonly atMs: number;
  readonly issuedBeforeS: Promise<ReadonlyMap<Id, number>>;
}

/** Tokens that were stolen, or whose person has logged out everywhere: refused on each request, on all nodes. */
export class DeniedTokens {
  readonly #storage: SyncStorage;
  readonly #env: Pick<Env, 'now' | 'elapsed'>;
  readonly #known = new Map<string, Known>();

  constructor(storage: SyncStorage, env: Pick<Env, 'now' | 'elapsed'>) {
    this.#storage = storage;
    this.#env = env;
  }

  /** Whether this token is good no more. Rejects when that cannot be known. */
  async isDenied({ tenant, person, issuedAtS }: Subject): Promise<boolean> {
    const before = (await this.#of(tenant)).get(person);
    return before !== undefined && (issuedAtS === undefined || issuedAtS < before);
  }

  /**
   * Denies the tokens of a person that were issued before `issuedBeforeS` (seconds since 1970): by
   * default all there are, up to the end of this second.
   */
  async deny(tenant: string, person: Id, issuedBeforeS = Math.floor(this.#env.now() / 1_000) + 1): Promise<void> {
    await this.#storage.write({ tenant }, (writer) =>
      writer.denyTokens(tenant, { person, issuedBeforeS }, this.#sinceS()),
    );
    this.#known.delete(tenant);
  }

  #of(tenant: string): Promise<ReadonlyMap<Id, number>> {
    const nowMs = this.#env.elapsed();
    const known = this.#known.get(tenant);
    if (known !== undefined && nowMs - known.atMs < freshMs) return known.issuedBeforeS;
    const issuedBeforeS = this.#storage
      .read(tenant, (reader) => reader.deniedTokens(tenant, this.#sinceS()))
      .then((rows) => new Map(rows.map((row) => [row.person, row.issuedBeforeS])));
    if (this.#known.size >= maxTenants) this.#known.clear();
    this.#known.set(tenant, { atMs: nowMs, issuedBeforeS });
    issuedBeforeS.catch(() => this.#known.delete(tenant));
    return issuedBeforeS;
  }

  #sinceS(): number {
    return Math.floor(this.#env.now() / 1_000) - rememberedS;
  }
}
