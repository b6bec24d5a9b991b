import type { ErrorCode } from '../../src/index.js';

/** The code of an error of ours, or of another copy of ours. */
export const codeOf = (error: unknown): ErrorCode | undefined =>
  typeof error === 'object' && error !== null && 'code' in error ? (error.code as ErrorCode) : undefined;
