import type { Id } from '../src/model/ids.js';

/** Whom a token speaks for. */
export interface Subject {
  readonly tenant: string;
  readonly person: Id;
  readonly name?: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Tells whom a token speaks for; rejects one that is not good. */
export type VerifyToken = (token: string) => Promise<Subject>;
