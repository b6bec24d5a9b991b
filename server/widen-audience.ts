import * as v from 'valibot';
import { audienceSchema } from '../src/model/audience.js';
import { judgeAudienceChange } from '../src/model/audience-change.js';
import { idSchema } from '../src/model/ids.js';
import { objectOf } from '../src/model/permissions.js';
import { isRecordType } from '../src/model/record.js';
import { audienceIn, canRead, isWithin } from './access.js';
import { checkAudience, demandFitReaders, demandRoomFor } from './audience-rules.js';
import type { Command } from './commands.js';
import type { JourneyDraft } from './journey-draft.js';
import { moveItem } from './narrow-audience.js';
import { demand } from './refused.js';
import type { StoredRow } from './sync-storage.js';
import { placesOf } from './writer.js';

const argsSchema = v.object({ type: v.picklist(['topic', 'contribution', 'challenge', 'answer', 'ifThen']), id: idSchema, audience: audienceSchema });

/**
 * Lets more people read an item. It takes the yes of its author and of the person accompanied, so only
 * a person who is both does it; everybody else is refused, whatever they may read.
 * What was said under it keeps its readers: its authors have not been asked.
 */
export const widenAudience: Command = async (draft, writer, op) => {
  const parsed = v.safeParse(argsSchema, op.args);
  demand(parsed.success && isRecordType(parsed.output.type), 'invalid', 'audience.widen takes { type, id, audience }.');
  const { type, id, audience } = parsed.output;
  const places = placesOf(writer, draft);
  const item = await draft.record(type, id);
  demand(item !== undefined && canRead(item.space, places), 'forbidden', 'Not theirs to know.');
  demand(!item.deleted && item.fields['withdrawnAt'] === undefined, 'record_gone', 'It was taken back.');
  demand(op.if === undefined || op.if.rev === item.rev, 'precondition', 'It changed since.');
  const current = audienceIn(item.fields);
  demand(current, 'invalid', 'It has no audience.');
  const by = String(item.fields['by'] ?? '');
  const { members } = draft;
  const mayAll = places.some((asker) => judgeAudienceChange({ item: { by, audience: current }, object: objectOf(type, item.fields), to: audience, asker, members }).may === 'yes');
  demand(mayAll, 'forbidden', 'More readers take a yes from its author and from the person accompanied.');
  const space = await checkAudience(draft, writer, audience);
  if (isWithin(audience, current, members) && isWithin(current, audience, members)) return false;
  demand(isWithin(current, audience, members), 'invalid', 'Somebody who reads it would not any more: that is audience.narrow.');
  demandFitReaders(draft, type, item.fields, audience);
  demandRoomFor(draft, space);
  for (const above of await answeredBy(draft, item)) {
    const own = audienceIn(above.fields);
    demand(own !== undefined && isWithin(audience, own, members), 'forbidden', 'Somebody would read it who does not see what it answers.');
  }
  moveItem(draft, writer, item, audience);
  return true;
};

/** What a voice answers: its topic or challenge, and the voice before it. */
async function answeredBy(draft: JourneyDraft, { type, fields }: StoredRow): Promise<readonly StoredRow[]> {
  if (type !== 'contribution') return [];
  const ids = [fields['topic'], fields['replyTo']].filter((id) => typeof id === 'string');
  const found = await Promise.all(ids.map((id) => draft.recordsById(id)));
  return found.flat().filter((row) => !row.deleted && audienceIn(row.fields) !== undefined);
}
