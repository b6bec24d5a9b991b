/**
 * Every code that Cordée can give, explained in `docs/errors.md`. Tell errors apart by
 * `code`: `instanceof` fails on a page that holds two copies of the package.
 */
export type ErrorCode =
  | 'CORDEE_CLIENT_CLOSED'
  | 'CORDEE_CLIENT_MISSING'
  | 'CORDEE_INPUT_INVALID'
  | 'CORDEE_INVITATION_CLOSED'
  | 'CORDEE_PERMISSION_DENIED'
  | 'CORDEE_STORAGE_FULL'
  | 'CORDEE_STORAGE_BLOCKED'
  | 'CORDEE_STORAGE_FAILED'
  | 'CORDEE_STORAGE_LOCKED'
  | 'CORDEE_SYNC_OFFLINE'
  | 'CORDEE_SYNC_AUTH'
  | 'CORDEE_SYNC_REFUSED'
  | 'CORDEE_SYNC_UNSENT'
  | 'CORDEE_SYNC_PROTOCOL';

/** Where an input is wrong: `path` from the root of what was given, `message` with the remedy. */
export interface Issue {
  readonly path: string;
  readonly message: string;
}

/** What every error of Cordée is. The message tells a developer what to do. */
export class CordeeError extends Error {
  // A getter: a page may have frozen `Error.prototype`, and then an instance cannot be given a name.
  override get name(): string {
    return 'CordeeError';
  }

  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** The caller must act: what was given is not what it must be. Nothing has changed. */
export class ValidationError extends CordeeError {
  override get name(): string {
    return 'ValidationError';
  }

  readonly issues: readonly Issue[];

  constructor(message: string, issues: readonly Issue[], options?: { readonly cause?: unknown }) {
    super('CORDEE_INPUT_INVALID', message, options);
    this.issues = issues;
  }
}

/** The browser or the reader must act: storage is full, blocked or gone. */
export class StorageError extends CordeeError {
  override get name(): string {
    return 'StorageError';
  }
}

/** The network or the server: `retryable` is set where the status is known, never guessed from a text. */
export class SyncError extends CordeeError {
  override get name(): string {
    return 'SyncError';
  }

  readonly status: number | undefined;
  readonly retryable: boolean;
  /** How long the server asks to wait before the next try. */
  readonly retryAfterMs: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: {
      readonly cause?: unknown;
      readonly status?: number;
      readonly retryable: boolean;
      readonly retryAfterMs?: number;
    },
  ) {
    super(code, message, options);
    this.status = options.status;
    this.retryable = options.retryable;
    this.retryAfterMs = options.retryAfterMs;
  }
}
