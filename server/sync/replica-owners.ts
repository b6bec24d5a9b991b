import type { Id } from '../../src/model/value/ids.js';
import { RequestProblem } from '../problem.js';
import type { SyncStorage } from '../storage/sync-storage.js';

/** Of the devices that were heard last. */
const ownersKept = 20_000;

/** Whose each device is, as this node knows it. It never changes, so a node asks once. */
export class ReplicaOwners {
  readonly #storage: SyncStorage;
  readonly #owners = new Map<string, Id>();

  constructor(storage: SyncStorage) {
    this.#storage = storage;
  }

  async ownerOf(tenant: string, replica: Id): Promise<Id | undefined> {
    const owner =
      this.#owners.get(keyOf(tenant, replica)) ??
      (await this.#storage.read(tenant, (reader) => reader.replicaOwner(tenant, replica)));
    this.remember(tenant, replica, owner);
    return owner;
  }

  /** Keeps what the database said. Undefined is not kept: the next push makes it somebody's. */
  remember(tenant: string, replica: Id, owner: Id | undefined): void {
    const key = keyOf(tenant, replica);
    this.#owners.delete(key);
    if (owner !== undefined) this.#owners.set(key, owner);
    if (this.#owners.size > ownersKept) this.#owners.delete(this.#owners.keys().next().value ?? '');
  }
}

const keyOf = (tenant: string, replica: Id): string => `${tenant}/${replica}`;

export const notTheirs = (): RequestProblem =>
  new RequestProblem('replica_owner', "This device's copy belongs to somebody else.");
