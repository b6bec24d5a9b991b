import * as v from './value/schema.js';
import { adaptationSchema } from './journey/adaptation.js';
import { draftSchema } from './conversation/draft.js';
import { highlightRunSchema, journeySchema } from './journey/journey.js';
import { draftWordsSchema } from './conversation/draft-words.js';
import { invitationSchema } from './people/invitation.js';
import { memberSchema, membershipSchema } from './people/membership.js';
import { parseInput } from './value/parse.js';
import { type RecordOf, type RecordType, recordSchemas } from './record.js';
import { furtherSchemas } from './scope/further-records.js';
import { templateSchema } from './template/template.js';
import { personNameSchema } from './people/person-name.js';
import { timeZoneSchema } from './value/time.js';

const draftInFull = v.object({ ...draftSchema.entries, words: draftWordsSchema });

/** With a zone that a clock can be asked for. */
const located = <const E extends v.ObjectEntries>({ entries }: { readonly entries: E }) =>
  v.object({ ...entries, timeZone: timeZoneSchema });

// What is stored already is shown as it is, and told apart there: a name is judged where it comes in.
const membershipInFull = v.object({ ...located(membershipSchema).entries, displayName: personNameSchema });
const memberInFull = v.object({ ...located(memberSchema).entries, name: personNameSchema });

/**
 * The shapes of records as a server checks them. A device checks what was published, adapted or asked in
 * outline only: these schemas weigh more than all the others together.
 */
export const fullRecordSchemas = {
  ...recordSchemas,
  ...furtherSchemas,
  journey: located(journeySchema),
  highlightRun: located(highlightRunSchema),
  member: memberInFull,
  membership: membershipInFull,
  draft: draftInFull,
  invitation: invitationSchema,
  template: templateSchema,
  adaptation: adaptationSchema,
} as const;

export const isRecordType = (type: string): type is RecordType => Object.hasOwn(fullRecordSchemas, type);

/**
 * The fields of a record, checked in full. Fields that this version does not know are left out.
 *
 * @throws ValidationError with a path for each problem.
 */
export const parseInFull = <T extends RecordType>(type: T, fields: unknown): Omit<RecordOf<T>, 'id'> =>
  parseInput<v.GenericSchema>(fullRecordSchemas[type], fields, `The fields are not those of a "${type}".`) as Omit<
    RecordOf<T>,
    'id'
  >;
