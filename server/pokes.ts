import type { Env } from '../src/env.js';
import type { Id } from '../src/model/ids.js';

/** Where one device's stream takes what it is to be told. */
export interface PokeSink {
  poke(revisions: Readonly<Record<string, number>>): void;
  /** The last word: come back after so long. */
  bye(afterMs: number): void;
}

/** Between two pokes about the same journey on one stream. */
export const pokeIntervalMs = 1_000;

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
  readonly #streams = new Map<string, Set<Stream>>();
  #isClosed = false;

  constructor(env: Env) {
    this.#env = env;
  }

  /** Opens a stream; gives what ends it. */
  open(tenant: string, person: Id, sink: PokeSink): () => void {
    const key = `${tenant}/${person}`;
    const stream = new Stream(this.#env, sink);
    if (this.#isClosed) {
      stream.bye(1_000);
      return () => {};
    }
    const streams = this.#streams.get(key) ?? new Set();
    this.#streams.set(key, streams.add(stream));
    return () => {
      stream.end();
      streams.delete(stream);
      if (streams.size === 0 && this.#streams.get(key) === streams) this.#streams.delete(key);
    };
  }

  /** Tells the devices of these people that a journey changed, and not how. */
  publish(tenant: string, journey: string, rev: number, people: Iterable<Id>): void {
    for (const person of people) {
      for (const stream of this.#streams.get(`${tenant}/${person}`) ?? []) stream.poke(journey, rev);
    }
  }

  /** Ends the streams of people whose access changed: they come back at once, and pull. */
  restart(tenant: string, people: Iterable<Id>): void {
    for (const person of people) {
      for (const stream of [...(this.#streams.get(`${tenant}/${person}`) ?? [])]) stream.bye(0);
    }
  }

  /** How many streams are open. */
  get size(): number {
    return [...this.#streams.values()].reduce((sum, { size }) => sum + size, 0);
  }

  close(): void {
    this.#isClosed = true;
    for (const streams of [...this.#streams.values()]) for (const stream of [...streams]) stream.bye(1_000);
  }
}
