import { filter } from 'rxjs';
import type { DraftView, Drafts } from '../../api/inbox.js';
import { parseDraftWords } from '../../model/conversation/draft-words.js';
import type { Id } from '../../model/value/ids.js';
import type { Fields } from '../../model/value/json.js';
import { parseFields } from '../../model/parse-fields.js';
import { spaceOf } from '../../model/access/space.js';
import { instantOf } from '../../model/value/time.js';
import { type Read, listOf, oneOf } from '../support/typed.js';
import { type DomainContext, watchJourneyContext } from '../support/domain-context.js';

/** What somebody has begun to write, in a record of their own space: nothing of it is ever sent. */
export function createDrafts(domain: DomainContext): Drafts {
  const { store, env, person } = domain;
  const isThere = (found: DraftView | undefined | null): found is DraftView | undefined => found !== null;
  return {
    async get(journey, place) {
      const draft = oneOf(await store.records(journey), 'draft', draftIdOf(place));
      return draft?.place === place ? viewOf(draft) : undefined;
    },
    watch: (journey, place) =>
      watchJourneyContext(domain, journey, null, ({ records }) => {
        const draft = oneOf(records, 'draft', draftIdOf(place));
        return draft?.place === place ? viewOf(draft) : undefined;
      }).pipe(filter(isThere)),
    async keep(journey, place, words) {
      const id = draftIdOf(place);
      const space = spaceOf(journey, { kind: 'self' }, person);
      if (!words) {
        if (oneOf(await store.records(journey), 'draft', id))
          await store.commit(journey, [{ kind: 'delete', type: 'draft', id, space }]);
        return;
      }
      const fields = parseFields('draft', {
        words: parseDraftWords(words),
        by: person,
        at: instantOf(env.now()),
        place,
      }) as unknown as Fields;
      await store.commit(journey, [{ kind: 'set', type: 'draft', id, space, fields }]);
    },
    watchLater: (journey) =>
      watchJourneyContext(domain, journey, [], ({ records }) =>
        listOf(records, 'draft')
          .map(viewOf)
          .filter(({ later }) => later !== undefined)
          .toSorted((a, b) => ((a.later?.at ?? '') < (b.later?.at ?? '') ? -1 : 1)),
      ),
  };
}

const viewOf = ({ place, at, words }: Read<'draft'>): DraftView => ({ ...words, place, at });

/** One draft per place, whoever asks: 64 bits of its name. */
function draftIdOf(place: string): Id {
  const hash = (seed: number): string => {
    let value = seed;
    for (const letter of place) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 16777619) >>> 0;
    return value.toString(36);
  };
  return `draft-${hash(2166136261)}-${hash(0x9747b28c)}`;
}
