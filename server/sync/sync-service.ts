import type { JWK } from 'jose';
import type { Env } from '../../src/env.js';
import type { Id } from '../../src/model/value/ids.js';
import type { PullRequest, PullResponse, PushResponse, Verdict } from '../../src/protocol/messages.js';
import { type ProtocolVersion, protocolVersions } from '../../src/protocol/version.js';
import type { Subject } from '../identity/auth.js';
import { CursorKeys } from './cursor-keys.js';
import { DeniedTokens } from '../identity/denied-tokens.js';
import { createEventStream } from './event-stream.js';
import { Guests } from '../identity/guests.js';
import { Invitations } from './invitations.js';
import { type Log, failureOf } from '../telemetry/log.js';
import { type Metrics, noMetrics } from '../telemetry/metrics.js';
import { JourneyWatch } from './journey-watch.js';
import { Pokes } from './pokes.js';
import { RequestProblem } from '../problem.js';
import type { Standing } from '../../src/model/scope/grant.js';
import { scopeOf } from '../../src/model/scope/scope-kind.js';
import { type Grant, provisionGrant, provisionStanding } from '../provisioning/grants.js';
import { accessTo, isShared, opens } from '../rules/shared-scope.js';
import { ScopeWakes } from './scope-wakes.js';
import { type Provision, provisionJourney, provisionTemplate } from '../provisioning/provision.js';
import { answerPull } from './pull.js';
import { type PushOutcome, refusedUnread } from './push.js';
import { type PushTries, pushOne } from './push-one.js';
import { ReplicaOwners, notTheirs } from './replica-owners.js';
import type { CommandRules } from '../rules/commands.js';
import type { NumberedPush } from './requests.js';
import type { Signals } from '../storage/signals.js';
import type { SyncStorage } from '../storage/sync-storage.js';
import { answersByJourney, verdictOf } from './verdicts.js';

const busyMs = 2_000;

export interface SyncServiceOptions {
  readonly storage: SyncStorage;
  readonly env: Env;
  readonly log: Log;
  /** Between the nodes of one database; without it, this is the only one. */
  readonly signals?: Signals | undefined;
  /** The server's own private key for the tokens of guests; kept in the database without it. */
  readonly guestKey?: JWK | undefined;
  readonly metrics?: Metrics | undefined;
  /** What commands do, for tests; the server's own unless given. */
  readonly commands?: CommandRules | undefined;
}

/** What the server does, whatever carries the messages. */
export class SyncService {
  readonly pokes: Pokes;
  readonly invitations: Invitations;
  readonly guests: Guests;
  readonly denied: DeniedTokens;
  readonly #storage: SyncStorage;
  readonly #env: Env;
  readonly #cursorKeys: CursorKeys;
  readonly #log: Log;
  readonly #owners: ReplicaOwners;
  #isClosing = false;
  readonly #metrics: Metrics;
  readonly #tries: PushTries;
  readonly #wakes: ScopeWakes;
  readonly #watch: JourneyWatch | undefined;

  constructor({ storage, env, log, guestKey, signals, metrics = noMetrics, commands }: SyncServiceOptions) {
    this.#metrics = metrics;
    this.#tries = { storage, log, commands };
    this.#storage = storage;
    this.#env = env;
    this.#owners = new ReplicaOwners(storage);
    this.#cursorKeys = new CursorKeys(storage, env);
    this.#log = log;
    this.pokes = new Pokes(env);
    this.#wakes = new ScopeWakes(env, this.pokes);
    this.#watch =
      signals &&
      new JourneyWatch({
        storage,
        env,
        signals,
        pokes: this.pokes,
        wakes: this.#wakes,
        onFailure: (error) => log({ level: 'error', event: 'storage-failed', ...failureOf(error) }),
      });
    this.invitations = new Invitations({
      storage,
      env,
      publish: ({ tenant, journey }, result) => this.#publish(tenant, journey, result),
    });
    this.denied = new DeniedTokens(storage, env);
    this.guests = new Guests({ storage, env, key: guestKey });
  }

  /** Answers each transaction by itself: one that fails stops its journey only. */
  async push(subject: Subject, { txs, ...push }: NumberedPush): Promise<PushResponse> {
    const { tenant } = subject;
    const nowMs = this.#env.now();
    const isTheirs = await this.#claim(
      subject,
      push.replica,
      txs.map(({ journey }) => journey),
    );
    // By journey, which may have any name that an object inherits.
    const lastSeq = new Map<string, number>();
    const results = new Map<string, Verdict[]>();
    const stop = new Map<string, NonNullable<PushResponse['stop']>[string]>();
    for (const tx of txs) {
      const { journey } = tx;
      if (stop.has(journey)) continue;
      const seq = tx.ops[0]?.seq ?? 0;
      const outcome = isTheirs ? await pushOne(this.#tries, subject, push, tx, nowMs) : refusedUnread(tx);
      if (outcome === undefined) {
        stop.set(journey, { seq, code: 'busy', afterMs: busyMs });
        continue;
      }
      lastSeq.set(journey, outcome.lastSeq);
      results.set(journey, [...(results.get(journey) ?? []), ...outcome.verdicts.map(verdictOf)]);
      this.#tell(tenant, journey, outcome);
    }
    return {
      v: push.v,
      server: this.#head(),
      ...answersByJourney(lastSeq, results),
      ...(stop.size > 0 ? { stop: Object.fromEntries(stop) } : {}),
    };
  }

  async pull({ tenant, person }: Subject, request: PullRequest): Promise<PullResponse> {
    const { replica } = request;
    const { store } = this.#storage;
    const seal = await this.#cursorKeys.seal();
    const { answer, owner, acknowledged } = await this.#storage.read(tenant, (reader) =>
      answerPull(reader, { tenant, person, replica, store, seal }, request),
    );
    this.#owners.remember(tenant, replica, owner);
    if (acknowledged.size > 0)
      await this.#storage.write({ tenant }, (writer) => writer.acknowledge(tenant, replica, acknowledged));
    return { v: request.v, server: this.#head(), ...answer };
  }

  /** Writes records of a journey as its host decided them, all or none; makes the journey if it is new. */
  async provision(provision: Provision): Promise<{ readonly rev: number }> {
    const { tenant, journey } = provision;
    const { rev, results } = await this.#storage.write({ tenant, journey }, (writer) =>
      provisionJourney(writer, provision, this.#env.now()),
    );
    for (const result of results) this.#publish(tenant, journey, result);
    return { rev };
  }

  /** Keeps one version of a template, for the journeys made from it. */
  async importTemplate(tenant: string, template: unknown): Promise<{ readonly journey: string }> {
    const provision = provisionTemplate(tenant, template);
    await this.provision(provision);
    return { journey: provision.journey };
  }

  /** Lets those whom a grant names read a space of a scope, from their next request on. */
  grant(grant: Grant): Promise<void> {
    return this.#saveGrant(grant, true);
  }

  /** Takes a grant away: their devices forget what it opened at their next request. */
  revoke(grant: Grant): Promise<void> {
    return this.#saveGrant(grant, false);
  }

  async #saveGrant(grant: Grant, isGiven: boolean): Promise<void> {
    const { tenant, scope, to } = grant;
    await this.#storage.write({ tenant, journey: scope }, (writer) => provisionGrant(writer, grant, isGiven));
    this.#regrant(tenant, to.kind === 'person' ? scopeOf('person', to.person) : scope);
  }

  /** Says which functions a person has, and which cohorts they joined; all others are taken away, and that acts at once. */
  async setStanding(tenant: string, person: Id, standing: Standing): Promise<void> {
    await this.#storage.write({ tenant }, (writer) => provisionStanding(writer, tenant, person, standing));
    this.#regrant(tenant, scopeOf('person', person));
  }

  #regrant(tenant: string, scope: string): void {
    this.#wakes.regranted(tenant, scope);
    this.#watch?.changed({ tenant, journey: scope, from: 0, to: 0, isAboutMembers: true }, []);
  }

  /** Refuses the tokens that a person has now, on all nodes within two seconds, and ends their streams here. */
  async denyTokens(tenant: string, person: Id): Promise<void> {
    await this.denied.deny(tenant, person);
    this.pokes.restart(tenant, [person]);
  }

  /** Settles when the storage answers. @throws RequestProblem `unavailable` when this node is about to stop, StorageError when the storage does not answer. */
  async check(): Promise<void> {
    if (this.#isClosing) throw new RequestProblem('unavailable', 'The server is about to stop.');
    await this.#storage.check();
  }

  /** Opens the stream of one device: whatever changes from then on, on any node, is told to it. */
  async openStream(subject: Subject, version: ProtocolVersion = 1): Promise<ReadableStream<Uint8Array>> {
    const { tenant, person } = subject;
    await this.#watch?.follow(tenant, person);
    // [SP5] A device that does not say that it knows them is told of none.
    if (version > 1) {
      const granted = await this.#storage.read(tenant, (reader) => reader.grantedRevisions(tenant, [person]));
      this.#wakes.follow(tenant, person, [...granted, { journey: scopeOf('person', person), rev: 0 }]);
    }
    return createEventStream(this.#env, this.pokes, subject, () => this.denied.isDenied(subject), version);
  }

  /** Ends the streams, and tells the other nodes what they have not heard yet. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.pokes.close();
    await this.#watch?.close();
  }

  #head(): PushResponse['server'] {
    return { time: this.#env.now(), store: this.#storage.store, v: [...protocolVersions] };
  }

  /** Gives whether the replica is this person's now. Of who never had a membership in any of these journeys it is not kept: nothing of theirs is. */
  async #claim({ tenant, person }: Subject, replica: string, journeys: readonly string[]): Promise<boolean> {
    const known = await this.#owners.ownerOf(tenant, replica);
    if (known === undefined && !(await this.#hadMembership(tenant, person, journeys))) return false;
    const owner =
      known ?? (await this.#storage.write({ tenant }, (writer) => writer.claimReplica(tenant, replica, person)));
    if (owner !== person) throw notTheirs();
    return true;
  }

  async #hadMembership(tenant: string, person: Id, journeys: readonly string[]): Promise<boolean> {
    const states = await this.#storage.read(tenant, (reader) => reader.states(tenant, [...new Set(journeys)]));
    const isMember = states.some(({ members }) => members.some((member) => member.person === person));
    return isMember || this.#mayWriteShared(tenant, person, journeys);
  }

  #mayWriteShared(tenant: string, person: Id, scopes: readonly string[]): Promise<boolean> {
    const shared = [...new Set(scopes)].filter(isShared);
    if (shared.length === 0) return Promise.resolve(false);
    return this.#storage.read(tenant, async (reader) => {
      for (const journey of shared) if (opens(await accessTo(reader, { tenant, journey }, person))) return true;
      return false;
    });
  }

  #tell(tenant: string, journey: string, { result, refusal, verdicts }: PushOutcome): void {
    for (const { st } of verdicts) this.#metrics.verdicts(st, 1);
    if (refusal !== undefined) {
      this.#log({
        level: 'info',
        event: 'push-refused',
        tenant,
        code: refusal.code,
        rule: refusal.message,
        operations: verdicts.length,
      });
    }
    if (result !== undefined) this.#publish(tenant, journey, result);
  }

  #publish(tenant: string, journey: string, { changes, readers, regranted }: NonNullable<PushOutcome['result']>): void {
    if (isShared(journey)) this.#wakes.moved(tenant, journey, changes.rev);
    this.pokes.restart(tenant, regranted);
    this.pokes.publish(tenant, journey, changes.rev, readers);
    this.#watch?.changed(
      { tenant, journey, from: changes.rev - 1, to: changes.rev, isAboutMembers: changes.memberships.length > 0 },
      readers,
    );
  }
}
