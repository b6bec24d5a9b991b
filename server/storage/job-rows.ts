/** Where a follower stands in the change log of a tenant. It has no meaning but its order. */
export interface LogPosition {
  readonly number: number;
  readonly journey: string;
}

/** A scope that moved, and where that stands in the log. */
export interface ChangedScope {
  readonly journey: string;
  readonly rev: number;
  readonly at: LogPosition;
}

/** A piece of work of one tenant. There is one of a name and key at a time. */
export interface JobKey {
  readonly tenant: string;
  readonly name: string;
  /** What tells it from others of its name; empty where there is one. */
  readonly key: string;
}

/** That this holder alone does a job, until the lease runs out or is given back. */
export interface JobLease extends JobKey {
  /** How often the job was taken: a later number is somebody else's lease. */
  readonly run: number;
  /** How often it was tried since it last went well, this time included. */
  readonly attempts: number;
  /** How often it had been asked for. */
  readonly asked: number;
  /** When it was taken, by the clock of the database. */
  readonly takenAtMs: number;
}

/** Who takes jobs, and for how long without a word. */
export interface LeaseTerms {
  readonly holder: string;
  readonly leaseMs: number;
  /** How long after it was taken a job may be tried again, where its holder has gone. */
  readonly pauseMs: (attempts: number) => number;
}

/** How a holder gives a job back. */
export type JobEnd =
  | { readonly kind: 'done' }
  /** It is due again after so long. */
  | { readonly kind: 'again'; readonly afterMs: number }
  | { readonly kind: 'failed'; readonly afterMs: number; readonly failure: string };
