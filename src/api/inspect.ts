import type { Observable } from 'rxjs';
import type { Id } from '../model/value/ids.js';
import type { Instant } from '../model/value/time.js';

/** What waits of one kind: records of a type that were written or deleted, or a command by its name. */
export interface InspectedChanges {
  readonly kind: 'set' | 'delete' | 'command';
  readonly name: string;
  readonly count: number;
}

/** What is stored of one scope. What a store does not tell is undefined. */
export interface InspectedScope {
  readonly id: string;
  readonly kind: 'journey' | 'template';
  /** The beginning and the end of what the next pull is asked with; undefined while nothing is held. */
  readonly cursor: string | undefined;
  /** How many spaces this person reads. */
  readonly spaces: number;
  /** How many changes of it wait. */
  readonly waiting: number;
  /** Whether it is being read from its beginning. */
  readonly isResetting: boolean;
  /** One more with each transaction on this device that changed anything that is shown of it. */
  readonly revision: number | undefined;
  /** Records that the server gave, with those that only this device holds. */
  readonly records: number | undefined;
  /** Whether it is in memory. */
  readonly isHeld: boolean | undefined;
  /** When it was last found to differ from the server's. */
  readonly mismatchedAt: Instant | undefined;
}

/** What is on this device, in counts and ids: no word, title or name of anybody. */
export interface Inspection {
  readonly protocol: number;
  readonly schema: string;
  /** The number of this device, as the server knows it. */
  readonly replica: Id;
  /** One more at each jump of this device's clock that was noticed. */
  readonly clockEra: number;
  /** How far the server's clock was ahead of this device's when both were last compared. */
  readonly clockAheadMs: number | undefined;
  readonly outbox: {
    /** Not yet taken by the server; reading leaves marks, which count too. */
    readonly waiting: number;
    readonly oldestAt: Instant | undefined;
    readonly changes: readonly InspectedChanges[];
  };
  /** What came back and was not decided on yet, by reason. */
  readonly refused: readonly { readonly reason: string; readonly count: number }[];
  readonly scopes: readonly InspectedScope[];
}

/** What developers and support may look at. */
export interface Inspect {
  /** Answers now, and after every commit. */
  watch(): Observable<Inspection>;
}
