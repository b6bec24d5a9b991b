import { groupBy } from '../util/group-by.js';
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
const partOf = (type: string): Part =>
  type === 'contribution' || type === 'answer' ? 'words' : type === 'readMark' ? 'marks' : 'first';

const writtenAtOf = ({ fields }: ServerRecord): string => String(fields['at'] ?? '');

const byTime = (a: ServerRecord, b: ServerRecord): number => {
  const [left, right] = [writtenAtOf(a), writtenAtOf(b)];
  return left < right ? -1 : left > right ? 1 : 0;
};

/** All records of a journey as pages, the oldest first: per space, so that what is not readable any more is deleted by whole pages. */
export function* pagesOf(records: Iterable<ServerRecord>): Iterable<RecordPage> {
  for (const [space, inSpace] of groupBy(records, (record) => record.space)) {
    for (const [part, together] of groupBy(inSpace, ({ type }) => partOf(type))) {
      const list = part === 'first' ? together : together.toSorted(byTime);
      for (let n = 0; n * pageRecords < list.length; n++)
        yield { space, part, n, records: list.slice(n * pageRecords, (n + 1) * pageRecords) };
    }
  }
}
