/** A journey changed, on one node: all that the others are told. No word, no name, no person. */
export interface JourneySignal {
  readonly tenant: string;
  readonly journey: string;
  /** Its revision before the change, and after. */
  readonly from: number;
  readonly to: number;
  /** Whether somebody's membership on it changed. */
  readonly isAboutMembers: boolean;
}

/**
 * Carries signals between the nodes of one database. A signal may be lost, come twice or come late:
 * it saves time, and what it tells is in the database anyway.
 *
 * `LISTEN` and `NOTIFY` of PostgreSQL are the one that exists. Where the database offers none (Citus
 * across its machines, YugabyteDB, CockroachDB), a message bus such as NATS would be the second.
 */
export interface Signals {
  /** Tells the others soon, together with what else changes in the same moment. Never rejects. */
  send(signal: JourneySignal): void;
  /**
   * Tells what others sent, from now on. `onGap` is called when some may have been missed: what
   * they told is then to be looked up.
   */
  listen(onSignal: (signal: JourneySignal) => void, onGap: () => void): void;
  close(): Promise<void>;
}
