import type { Env } from '../../src/env.js';
import type { Id } from '../../src/model/value/ids.js';
import { limits } from '../../src/protocol/limits.js';

/** Where one device's stream takes what it is to be told. */
export interface PokeSink {
  poke(revisions: Readonly<Record<string, number>>): void;
  /** The last word: come back after so long. */
  bye(afterMs: number): void;
}

/** Between two pokes about the same journey on one stream. */
export const pokeIntervalMs = 1_000;

const crowdedMs = 60_000;

interface Waiting {
  rev: number;
  isDue: boolean;
  cancel: () => void;
}

/** One open stream: the first poke at once, then one a second for each journey. */
class Stream {
  readonly #env: Env;
  readonly #sink: PokeSink;
  readonly #waiting = new Map<string, Waiting>();

  constructor(env: Env, sink: PokeSink) {
    this.#env = env;
    this.#sink = sink;
  }

  poke(journey: string, rev: number): void {
    const waiting = this.#waiting.get(journey);
    if (waiting !== undefined) {
      waiting.rev = rev;
      waiting.isDue = true;
      return;
    }
    this.#send(journey, rev);
  }

  #send(journey: string, rev: number): void {
    const cancel = this.#env.after(pokeIntervalMs, () => {
      const waiting = this.#waiting.get(journey);
      this.#waiting.delete(journey);
      if (waiting?.isDue === true) this.#send(journey, waiting.rev);
    });
    this.#waiting.set(journey, { rev, isDue: false, cancel });
    this.#sink.poke({ [journey]: rev });
  }

  end(): void {
    for (const { cancel } of this.#waiting.values()) cancel();
    this.#waiting.clear();
  }

  bye(afterMs: number): void {
    this.end();
    this.#sink.bye(afterMs);
  }
}

/** The open streams of this node, by tenant and person. */
export class Pokes {
  readonly #env: Env;
  readonly #streams = new Map<string, Map<Id, Set<Stream>>>();
  #size = 0;
  #isClosed = false;

  constructor(env: Env) {
    this.#env = env;
  }

  /** Opens a stream; gives what ends it. */
  open(tenant: string, person: Id, sink: PokeSink): () => void {
    const stream = new Stream(this.#env, sink);
    if (this.#isClosed) {
      stream.bye(1_000);
      return () => {};
    }
    const people = this.#streams.get(tenant) ?? new Map<Id, Set<Stream>>();
    const streams = people.get(person) ?? new Set<Stream>();
    this.#streams.set(tenant, people.set(person, streams.add(stream)));
    // More than a person has devices: the oldest is a line that broke unseen, or comes back.
    if (streams.size > limits.streamsPerPerson) for (const oldest of [...streams].slice(0, 1)) oldest.bye(crowdedMs);
    this.#size += 1;
    return () => {
      stream.end();
      if (!streams.delete(stream)) return;
      this.#size -= 1;
      if (streams.size === 0 && people.get(person) === streams) people.delete(person);
      if (people.size === 0 && this.#streams.get(tenant) === people) this.#streams.delete(tenant);
    };
  }

  /** Tells the devices of these people that a journey changed, and not how. */
  publish(tenant: string, journey: string, rev: number, people: Iterable<Id>): void {
    for (const person of people) for (const stream of this.#of(tenant, person)) stream.poke(journey, rev);
  }

  /** Ends the streams of people whose access changed: they come back at once, and pull. */
  restart(tenant: string, people: Iterable<Id>): void {
    for (const person of people) for (const stream of [...this.#of(tenant, person)]) stream.bye(0);
  }

  /** Whether this person has a stream here. */
  has(tenant: string, person: Id): boolean {
    return this.#streams.get(tenant)?.has(person) ?? false;
  }

  /** Who has a stream here, by tenant. */
  people(): readonly (readonly [tenant: string, people: readonly Id[]])[] {
    return [...this.#streams].map(([tenant, people]) => [tenant, [...people.keys()]]);
  }

  /** How many streams are open. */
  get size(): number {
    return this.#size;
  }

  close(): void {
    this.#isClosed = true;
    for (const people of [...this.#streams.values()]) {
      for (const streams of [...people.values()]) for (const stream of [...streams]) stream.bye(1_000);
    }
  }

  #of(tenant: string, person: Id): ReadonlySet<Stream> {
    return this.#streams.get(tenant)?.get(person) ?? new Set();
  }
}
