/** What a space that holds nothing sums to. */
export const emptyChecksum = '0000000000000000';

/** Two independent 32-bit halves (cyrb53's mixing), so that a chance collision needs 2^32 records. */
function hash(text: string): readonly [high: number, low: number] {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return [high >>> 0, low >>> 0];
}

const hex = (half: number): string => (half >>> 0).toString(16).padStart(8, '0');

/** One record of a space, as far as the checksum sees it. */
export interface Summed {
  readonly t: string;
  readonly id: string;
  readonly rev: number;
}

/**
 * The checksum with one record put in, or taken out: it is its own inverse, so a space's sum
 * follows its changes without reading the others, in any order.
 */
export function toggleChecksum(sum: string, { t, id, rev }: Summed): string {
  const [high, low] = hash(`${t}/${id}/${rev}`);
  return hex(Number.parseInt(sum.slice(0, 8), 16) ^ high) + hex(Number.parseInt(sum.slice(8), 16) ^ low);
}

/** The checksum of a space: the records confirmed by the server and not deleted, in any order. 16 hex digits. */
export const checksumOf = (records: Iterable<Summed>): string => {
  let sum = emptyChecksum;
  for (const record of records) sum = toggleChecksum(sum, record);
  return sum;
};

/** Sent as a cursor that no server gives: the copy on this device is not what the server's checksum says, and all is wanted anew. */
export const resetCursor = 'checksum';
