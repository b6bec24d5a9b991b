import { limits } from '../protocol/limits.js';

/** An answer that came within so long could have been twice as large. */
const quickMs = 5_000;
/** Who fails sooner was not reached at all: that says nothing of the line. */
const cutMs = 3_000;
const smallest = 1 / 32;

/** How much travels at once: half as much after what was cut off on its way, more again once it comes quickly. */
export interface PageSize {
  readonly records: number;
  readonly bytes: number;
  readonly operations: number;
  /** It came, or did not, after so long. */
  note(isThere: boolean, tookMs: number): void;
}

export function createPageSize(): PageSize {
  let share = 1;
  const part = (whole: number): number => Math.ceil(whole * share);
  return {
    get records() {
      return part(limits.pageRecords);
    },
    get bytes() {
      return part(limits.pageBytes);
    },
    get operations() {
      return part(limits.pushOps);
    },
    note(isThere, tookMs) {
      if (isThere && tookMs < quickMs) share = Math.min(1, share * 2);
      if (!isThere && tookMs > cutMs) share = Math.max(smallest, share / 2);
    },
  };
}
