import { adaptationOutlineSchema } from './journey/adaptation-outline.js';
import { answerSchema } from './conversation/answer.js';
import { draftSchema } from './conversation/draft.js';
import { challengeSchema, readMarkSchema } from './conversation/challenge.js';
import { contributionSchema, servedSchema, topicSchema } from './conversation/forum.js';
import { goalRatingSchema, goalSchema } from './journey/goal.js';
import { ifThenSchema } from './conversation/if-then.js';
import type { Id } from './value/ids.js';
import { invitationOutlineSchema } from './people/invitation-outline.js';
import { highlightRunSchema, journeySchema, stepRunSchema } from './journey/journey.js';
import type { Fields } from './value/json.js';
import { memberSchema, membershipSchema } from './people/membership.js';
import { moveProposalSchema } from './access/move-proposal.js';
import { publishedTemplateSchema } from './template/published-template.js';
import type { furtherSchemas } from './scope/further-records.js';
import * as v from './value/schema.js';

/** Records of journeys and templates, with the shape of their fields: all that a first screen reads. */
export const recordSchemas = {
  journey: journeySchema,
  membership: membershipSchema,
  member: memberSchema,
  invitation: invitationOutlineSchema,
  template: publishedTemplateSchema,
  stepRun: stepRunSchema,
  highlightRun: highlightRunSchema,
  adaptation: adaptationOutlineSchema,
  answer: answerSchema,
  topic: topicSchema,
  contribution: contributionSchema,
  served: servedSchema,
  challenge: challengeSchema,
  readMark: readMarkSchema,
  goal: goalSchema,
  goalRating: goalRatingSchema,
  ifThen: ifThenSchema,
  moveProposal: moveProposalSchema,
  draft: draftSchema,
} as const;

/** A type of record of a journey or a template. */
export type JourneyRecordType = keyof typeof recordSchemas;
export type FurtherRecordType = keyof typeof furtherSchemas;
/** Every type of record that syncs. */
export type RecordType = JourneyRecordType | FurtherRecordType;

/** A record as the domain sees it: its fields and its id. */
export type RecordOf<T extends RecordType> = v.InferOutput<(typeof recordSchemas & typeof furtherSchemas)[T]> & {
  readonly id: Id;
};

export const isJourneyRecordType = (type: string): type is JourneyRecordType => Object.hasOwn(recordSchemas, type);

/** Whether these are the fields of a record of a journey or a template that this version can read. */
export const isReadable = (type: string, fields: unknown): boolean =>
  isJourneyRecordType(type) && v.is<v.GenericSchema>(recordSchemas[type], fields);

/** A record as it is kept and as it travels. */
export interface StoredRecord {
  readonly type: RecordType;
  readonly id: Id;
  readonly journey: string;
  readonly space: string;
  /** Revision of its journey at which it last changed. */
  readonly rev: number;
  readonly fields: Fields;
  /** Per field, the server's stamp. Opaque to a client. */
  readonly stamps: Readonly<Record<string, string>>;
}
