import MiniSearch from 'minisearch';
import type { Observable } from 'rxjs';
import type { Overview, SearchResult } from '../../api/overview.js';
import { liveQuery } from '../../live/live-query.js';
import type { Id } from '../../model/value/ids.js';
import { isJourney } from '../../model/scope/scope-key.js';
import { writtenAt } from '../../model/conversation/words.js';
import { journeyContextOf } from '../support/members.js';
import { listOf } from '../support/typed.js';
import type { DomainContext } from '../support/domain-context.js';
import type { JourneyRecords } from '../../store/store.js';
import { askedTermsOf, foldedOf, holds, indexTermsOf } from './fold.js';

interface Document extends SearchResult {
  readonly key: string;
  /** The four lines of feedback. */
  readonly lines: string;
}

/** How many texts are put into the index before the page has its turn again. */
const indexedAtOnce = 100;

/**
 * Finds words in all that this person may read. The first questions are answered by reading the
 * texts through, while an index of them is made; from then on by the index, kept in step with the
 * commits. What is written and what is asked are folded alike.
 */
export function createSearch({ store, env, person }: DomainContext): Overview['watchSearch'] {
  const index = new MiniSearch<Document>({
    idField: 'key',
    fields: ['text', 'lines'],
    tokenize: indexTermsOf,
    processTerm: (word) => word,
  });
  const known = new Map<Id, Documents>();
  /** What of that is in the index. */
  const indexed = new Map<Id, Documents>();
  const stale = new Set<Id>();
  let freshening: Promise<void> | undefined;
  let indexing: Promise<void> | undefined;
  /** The last answer, until something is committed. */
  let last: { readonly text: string; readonly limit: number; readonly results: readonly SearchResult[] } | undefined;
  let commits = 0;

  async function freshen(): Promise<void> {
    const here = new Set((await store.journeys()).filter((id) => isJourney(id)));
    for (const journey of [...known.keys()]) if (!here.has(journey)) known.delete(journey);
    for (const journey of here) {
      if (known.has(journey) && !stale.has(journey)) continue;
      stale.delete(journey);
      known.set(journey, documentsOf(await store.records(journey), person));
    }
  }

  async function bringUpToDate(): Promise<void> {
    for (const journey of new Set([...indexed.keys(), ...known.keys()])) {
      const [before, next] = [indexed.get(journey) ?? none, known.get(journey) ?? none];
      if (before === next) continue;
      const isSame = (key: string): boolean =>
        before.get(key)?.text === next.get(key)?.text && before.get(key)?.lines === next.get(key)?.lines;
      indexed.delete(journey);
      index.discardAll([...before.keys()].filter((key) => !isSame(key)));
      const added = [...next.values()].filter(({ key }) => !isSame(key));
      for (let from = 0; from < added.length; from += indexedAtOnce) {
        if (from > 0) await new Promise<void>((resolve) => env.after(0, resolve));
        index.addAll(added.slice(from, from + indexedAtOnce));
      }
      indexed.set(journey, next);
      if (added.length > 0) await new Promise<void>((resolve) => env.after(0, resolve));
    }
  }

  function find(text: string): readonly Document[] {
    const asked = foldedOf(text);
    if (asked.words.length + asked.runs.length === 0) return [];
    const isFound = (document: Document): boolean => holds(foldedOf(`${document.text} ${document.lines}`), asked);
    const isIndexed = !indexing && [...known].every(([journey, documents]) => indexed.get(journey) === documents);
    if (!isIndexed) return [...known.values()].flatMap((documents) => [...documents.values()].filter(isFound));
    const found = index
      .search(text, { prefix: true, combineWith: 'AND', tokenize: askedTermsOf })
      .flatMap(({ id }) => known.get(String(id).split('/')[0] ?? '')?.get(String(id)) ?? []);
    // The pairs of letters of a longer run may stand apart.
    return asked.runs.some((run) => run.length > 2) ? found.filter(isFound) : found;
  }

  return (text, limit): Observable<readonly SearchResult[]> =>
    liveQuery(store, {
      concerns: ({ journeys }) => journeys.size > 0,
      async read() {
        // From the first question on, until the store is closed.
        if (!freshening) {
          store.commits$.subscribe(({ journeys }) => {
            journeys.forEach((id) => stale.add(id));
            commits += 1;
            last = undefined;
          });
        }
        if (last?.text === text && last.limit === limit) return last.results;
        const askedAt = commits;
        const turn = (freshening ?? Promise.resolve()).then(freshen);
        freshening = turn.catch(() => undefined);
        await turn;
        const found = find(text);
        indexing ??= bringUpToDate().finally(() => (indexing = undefined));
        const results = found
          .toSorted((a, b) => (a.writtenAt < b.writtenAt ? 1 : a.writtenAt > b.writtenAt ? -1 : a.id < b.id ? 1 : -1))
          .slice(0, limit)
          .map(resultOf);
        if (askedAt === commits) last = { text, limit, results };
        return results;
      },
    });
}

type Documents = ReadonlyMap<string, Document>;
const none: Documents = new Map();

/** Only what is shown is found: a text that was withdrawn or hidden is not. */
function documentsOf(records: JourneyRecords, person: Id): Documents {
  const documents = new Map<string, Document>();
  const context = journeyContextOf(records, person);
  if (!context) return documents;
  const coachee = context.members.find(({ role }) => role === 'coachee');
  const { journey } = records;
  for (const type of ['topic', 'challenge', 'contribution', 'answer'] as const) {
    for (const words of listOf(records, type)) {
      if (
        ('hiddenAt' in words && words.hiddenAt !== undefined) ||
        ('withdrawnAt' in words && words.withdrawnAt !== undefined)
      )
        continue;
      const key = `${journey}/${type}/${words.id}`;
      const within =
        'topic' in words ? words.topic : 'step' in words && words.step !== undefined ? words.step : words.id;
      documents.set(key, {
        key,
        journey,
        coachee,
        type,
        id: words.id,
        within,
        text: words.body.text,
        lines: Object.values(words.body.form ?? {}).join(' '),
        writtenAt: writtenAt(words),
      });
    }
  }
  return documents;
}

const resultOf = ({ journey, coachee, type, id, within, text, writtenAt: at }: Document): SearchResult => ({
  journey,
  coachee,
  type,
  id,
  within,
  text,
  writtenAt: at,
});
