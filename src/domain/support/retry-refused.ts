import { CordeeError, ValidationError } from '../../errors.js';
import { type Audience, audienceSchema } from '../../model/access/audience.js';
import { type Id, createId } from '../../model/value/ids.js';
import type { Fields } from '../../model/value/json.js';
import { parseInput } from '../../model/value/parse.js';
import { parseFields } from '../../model/parse-fields.js';
import { isJourneyRecordType } from '../../model/record.js';
import { canReadSpace, spaceOf } from '../../model/access/space.js';
import { instantOf } from '../../model/value/time.js';
import type { DomainContext } from './domain-context.js';
import { assertKnownReaders, openJourneyContext } from './writing.js';

/**
 * Writes a refused change again, as `Sync.retry` says. The same id is kept, so that what is sent
 * again twice is there once; where the record was deleted, which is for good, the words get another.
 */
export async function retryRefused(domain: DomainContext, id: Id, audience?: Audience): Promise<void> {
  const { store, env, person } = domain;
  const entry = (await store.tray()).find((one) => one.id === id);
  if (entry?.change.kind !== 'set')
    throw new ValidationError('There is no such text to send again.', [
      { path: 'id', message: 'Use the id of one in sync.refused$.' },
    ]);
  const { journey, change, reason } = entry;
  const context = await openJourneyContext(domain, journey);
  const before = context.records.get(change.type, change.id);
  const readers = audience ?? before?.fields['audience'] ?? change.fields['audience'];
  const parsed = readers === undefined ? undefined : parseInput(audienceSchema, readers, 'Not an audience.');
  if (parsed) assertKnownReaders(context, parsed);
  const space = before?.space ?? (parsed ? spaceOf(journey, parsed, person) : change.space);
  if (!canReadSpace(space, context.me)) {
    throw new CordeeError(
      'CORDEE_PERMISSION_DENIED',
      'Who these words were for cannot be reached from your place any more: give an audience.',
    );
  }
  const { audience: _, ...words } = change.fields;
  const fields: Fields = before
    ? words
    : { ...words, ...(parsed ? { audience: parsed as unknown as Fields } : {}), by: person, at: instantOf(env.now()) };
  if (!before) {
    try {
      if (isJourneyRecordType(change.type)) parseFields(change.type, fields);
    } catch (cause) {
      throw new ValidationError(
        'What these words belonged to is gone.',
        [{ path: 'id', message: 'Copy the words, and write them where they belong now.' }],
        { cause },
      );
    }
  }
  await store.commit(journey, [
    { ...change, id: !before && reason === 'record_gone' ? createId(env) : change.id, space, fields },
  ]);
  await store.dismiss(id);
}
