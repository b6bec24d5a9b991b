import * as v from './schema.js';
import { askSchema } from './ask.js';
import { attachmentSchema } from './attachment.js';
import { coachFileSchema } from './coach-file.js';
import { coachProfileSchema, practiceCardSchema, practiceMeetingSchema } from './coaching.js';
import { consentSchema } from './consent.js';
import { frameSchema } from './frame.js';
import { highlightSchema } from './highlight.js';
import { type Id, idSchema } from './ids.js';
import { initiativeLinkSchema, initiativeSchema } from './initiative.js';
import { journeyTemplateSchema, templateVersionSchema } from './journey-template.js';
import { noteSchema } from './note.js';
import { nudgeSchema } from './nudge.js';
import { parseInput } from './parse.js';
import { personSchema } from './person.js';
import { entitlementSchema, planSchema } from './plan.js';
import { alliancePulseSchema, pulseSchema } from './pulse.js';
import { readAccessSchema } from './read-access.js';
import { fullRecordSchemas } from './record-in-full.js';

/** Everything of the domain that has an id, with the shape of its fields: the records that sync, and the others. */
export const entitySchemas = {
  ...fullRecordSchemas,
  journeyTemplate: journeyTemplateSchema,
  templateVersion: templateVersionSchema,
  person: personSchema,
  frame: frameSchema,
  ask: askSchema,
  attachment: attachmentSchema,
  highlight: highlightSchema,
  initiative: initiativeSchema,
  initiativeLink: initiativeLinkSchema,
  coachProfile: coachProfileSchema,
  coachFile: coachFileSchema,
  practiceMeeting: practiceMeetingSchema,
  practiceCard: practiceCardSchema,
  plan: planSchema,
  entitlement: entitlementSchema,
  consent: consentSchema,
  note: noteSchema,
  pulse: pulseSchema,
  alliancePulse: alliancePulseSchema,
  nudge: nudgeSchema,
  readAccess: readAccessSchema,
} as const;

export type EntityType = keyof typeof entitySchemas;

/** An entity as the domain sees it: its fields and its id. */
export type EntityOf<T extends EntityType> = v.InferOutput<(typeof entitySchemas)[T]> & { readonly id: Id };

const identifiedSchema = v.object({ id: idSchema });

/**
 * An entity that comes from outside: a host's directory, a file, a form. Fields that this version
 * does not know are left out.
 *
 * @throws ValidationError with a path for each problem.
 */
export function parseEntity<T extends EntityType>(type: T, input: unknown): EntityOf<T> {
  const message = `This is not a "${type}".`;
  const { id } = parseInput(identifiedSchema, input, message);
  const fields: object = parseInput<v.GenericSchema<unknown, object>>(entitySchemas[type], input, message);
  return { ...fields, id } as EntityOf<T>;
}
