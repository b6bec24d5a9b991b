import type { ProtocolVersion } from '../../src/protocol/version.js';
import type { LogLine } from '../../server/telemetry/log.js';
import { problemOf } from '../../server/problem.js';
import { parseJson } from '../../server/http/read-json.js';
import { parsePull, parsePush } from '../../server/sync/requests.js';
import type { CommandRules } from '../../server/rules/commands.js';
import { SyncService } from '../../server/sync/sync-service.js';
import type { Subject } from '../../server/identity/auth.js';
import type { SyncStorage } from '../../server/storage/sync-storage.js';
import type { Env } from '../../src/env.js';
import { StorageError } from '../../src/errors.js';
import { Life } from './life.js';
import type { Signals } from '../../server/storage/signals.js';
import type { MemoryStorage } from './memory-storage.js';
import type { Random } from './random.js';
import type { Scheduler } from './scheduler.js';
import type { Answer, Request } from './simulated-network.js';
import { readToken } from './tokens.js';

const sleepAfterMs = 60_000;

/** What can befall a node. Chances are per transaction of the database or per request. */
export interface NodeFaults {
  /** The process dies as a transaction is about to be committed, or as it just has been. */
  readonly crash: number;
  /** The database throws. */
  readonly storageError: number;
  /** What it tells the other nodes is lost. */
  readonly signalLoss: number;
  /** The load balancer answers before the node does. */
  readonly unavailable: number;
  /** A cursor that no server made, as after the database was made anew. */
  readonly forgottenCursor: number;
  /** The longest that a transaction is under way, in ms. */
  readonly longestMs: number;
  /** The largest page. */
  readonly pageRecords: number;
}

export const calmNode = (pageRecords: number): NodeFaults => ({
  crash: 0,
  storageError: 0,
  signalLoss: 0,
  unavailable: 0,
  forgottenCursor: 0,
  longestMs: 10,
  pageRecords,
});

export interface NodeOptions {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly storage: MemoryStorage;
  readonly epochMs: number;
  readonly faults: () => NodeFaults;
  readonly log: (line: LogLine) => void;
  /** What stands between the service and its storage, or before the service, when a defect is planted. */
  readonly wrapStorage?: ((storage: SyncStorage) => SyncStorage) | undefined;
  readonly wrapService?: ((service: SyncService, nowMs: () => number) => SyncService) | undefined;
  /** What commands do, looked at. */
  readonly commands?: CommandRules | undefined;
  /** It died. Somebody starts it again. */
  readonly onCrash: () => void;
  /** Its line to the other nodes; absent where there is one node. */
  readonly connect?: ((life: Life) => Signals) | undefined;
}

/** One process of the server: the real rules, which may die at any moment and come back with nothing in memory. */
export class ServerNode {
  life: Life;
  service: SyncService;
  readonly #options: NodeOptions;
  #env: Env;
  #isIdle = false;

  constructor(options: NodeOptions) {
    this.#options = options;
    this.life = new Life(options.scheduler);
    this.#env = this.#createEnv();
    this.service = this.#start();
  }

  get isUp(): boolean {
    return !this.life.isDead;
  }

  crash(): void {
    if (!this.isUp) return;
    this.life.die();
    this.#options.onCrash();
  }

  restart(): void {
    this.life.die();
    this.life = new Life(this.#options.scheduler);
    this.#env = this.#createEnv();
    this.service = this.#start();
  }

  /** Answers one request of the protocol. Never settles when the process dies under it. */
  async handle({ path, token, body }: Request): Promise<Answer> {
    const { random, faults } = this.#options;
    if (!this.isUp) throw new Error('Nobody listens.');
    const { life } = this;
    this.#wake();
    if (random.happens(faults().unavailable))
      return {
        status: 503,
        body: '{"error":{"code":"unavailable","message":"Later."}}',
        retryAfterS: 1 + random.below(5),
      };
    const answer = await new Promise<Answer>((resolve, reject) => {
      life.onDeath(() => reject(new Error('The process died.')));
      this.#answer(path, token, body).then((given) => life.enter(() => resolve(given)), reject);
    });
    return answer;
  }

  /** Opens the stream of one device; gives what it says, or the refusal. */
  async stream(token: string, version: ProtocolVersion): Promise<ReadableStreamDefaultReader<Uint8Array> | Answer> {
    this.#wake();
    const subject = this.#subjectOf(token);
    if (subject === undefined) return unauthorized;
    return (await this.service.openStream(subject, version)).getReader();
  }

  /** Nobody is there: it sleeps until it is asked something, so that a month costs no time. */
  sleep(): void {
    this.#isIdle = true;
    this.life.freeze();
  }

  /** People are there. */
  serve(): void {
    this.#isIdle = false;
    this.life.thaw();
  }

  #wake(): void {
    if (!this.#isIdle || !this.life.isFrozen) return;
    this.life.thaw();
    this.#options.scheduler.after(sleepAfterMs, () => this.#isIdle && this.life.freeze());
  }

  #subjectOf(token: string): Subject | undefined {
    const subject = readToken(token);
    return subject && subject.expiresAt > this.#env.now() ? subject : undefined;
  }

  async #answer(path: string, token: string, text: string): Promise<Answer> {
    const subject = this.#subjectOf(token);
    if (subject === undefined) return unauthorized;
    try {
      const body = parseJson(text);
      const given =
        path === 'push'
          ? await this.service.push(subject, parsePush(body))
          : await this.service.pull(subject, this.#narrowed(parsePull(body)));
      return { status: 200, body: JSON.stringify(given) };
    } catch (error) {
      const { status, body, retryAfterMs } = problemOf(error, this.#options.log, path);
      return {
        status,
        body: JSON.stringify(body),
        ...(retryAfterMs === undefined ? {} : { retryAfterS: Math.ceil(retryAfterMs / 1_000) }),
      };
    }
  }

  /** Small pages, and cursors that are not known any more. */
  #narrowed(pull: ReturnType<typeof parsePull>): ReturnType<typeof parsePull> {
    const { random, faults } = this.#options;
    const { pageRecords, forgottenCursor } = faults();
    const journeys = pull.journeys.map((one) =>
      one.snap === undefined && one.cursor !== undefined && random.happens(forgottenCursor)
        ? { ...one, cursor: 'nonsense' }
        : one,
    );
    return { ...pull, journeys, limit: { records: pageRecords, bytes: 500_000 } };
  }

  #createEnv(): Env {
    const { scheduler, random, epochMs } = this.#options;
    const { life } = this;
    return {
      now: () => epochMs + scheduler.now,
      elapsed: () => scheduler.now,
      after: (delayMs, run) => life.after(delayMs, run),
      random: () => random.next(),
      randomBytes: (count) => Uint8Array.from({ length: count }, () => random.below(256)),
    };
  }

  #start(): SyncService {
    const { random, storage, faults, log, connect, wrapStorage, wrapService } = this.#options;
    const { life } = this;
    const isStruck = (): boolean => random.happens(faults().crash);
    const never = new Promise<never>(() => undefined);
    const connected = storage.connect({
      begin: () => life.pause(random.below(6)),
      prepare: async () => {
        await life.pause(random.below(faults().longestMs));
        if (random.happens(faults().storageError))
          throw new StorageError('CORDEE_STORAGE_FAILED', 'The database failed.');
        if (!isStruck()) return;
        this.crash();
        await never;
      },
      committed: async () => {
        if (!isStruck()) return;
        this.crash();
        await never;
      },
      onOpen: (abandon) => life.onDeath(abandon),
    });
    const service = new SyncService({
      storage: wrapStorage?.(connected) ?? connected,
      env: this.#env,
      log,
      signals: connect?.(life),
      commands: this.#options.commands,
    });
    return wrapService?.(service, this.#env.now) ?? service;
  }
}

const unauthorized: Answer = {
  status: 401,
  body: '{"error":{"code":"unauthorized","message":"A valid bearer token is needed."}}',
};
