import type { ServerRecord } from './store.js';

/** How many records lie together. Fewer cost more requests, more cost more to write anew. */
const pageRecords = 150;

/** Records of one space that are used together, packed under one key. */
export interface RecordPage {
  readonly space: string;
  readonly part: Part;
  readonly n: number;
  readonly records: readonly ServerRecord[];
}

type Part = 'first' | 'marks' | 'words';

/** What grows without end lies apart from what every screen needs. */
export const partOf = (type: string): Part => (type === 'contribution' || type === 'answer' ? 'words' : type === 'readMark' ? 'marks' : 'first');

export const writtenAtOf = ({ fields }: ServerRecord): string => String(fields['at'] ?? '');

export const byTime = (a: ServerRecord, b: ServerRecord): number => {
  const [left, right] = [writtenAtOf(a), writtenAtOf(b)];
  return left < right ? -1 : left > right ? 1 : 0;
};

/** All records of a journey as pages, the oldest first: per space, so that what is not readable any more is deleted by whole pages. */
export function* pagesOf(records: Iterable<ServerRecord>): Iterable<RecordPage> {
  const groups = new Map<string, Map<Part, ServerRecord[]>>();
  for (const record of records) {
    const part = partOf(record.type);
    const parts = groups.get(record.space) ?? new Map<Part, ServerRecord[]>();
    groups.set(record.space, parts);
    const list = parts.get(part);
    if (list) list.push(record);
    else parts.set(part, [record]);
  }
  for (const [space, parts] of groups) {
    for (const [part, list] of parts) {
      if (part !== 'first') list.sort(byTime);
      for (let n = 0; n * pageRecords < list.length; n++) yield { space, part, n, records: list.slice(n * pageRecords, (n + 1) * pageRecords) };
    }
  }
}
