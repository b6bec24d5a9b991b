import * as v from './value/schema.js';
import { askSchema } from './conversation/ask.js';
import { attachmentSchema } from './conversation/attachment.js';
import { coachFileSchema } from './people/coach-file.js';
import { coachProfileSchema, practiceCardSchema, practiceMeetingSchema } from './people/coaching.js';
import { consentSchema } from './access/consent.js';
import { frameSchema } from './people/frame.js';
import { highlightSchema } from './journey/highlight.js';
import { type Id, idSchema } from './value/ids.js';
import { initiativeLinkSchema, initiativeSchema } from './programme/initiative.js';
import { journeyTemplateSchema, templateVersionSchema } from './template/journey-template.js';
import { nudgeSchema } from './programme/nudge.js';
import { parseInput } from './value/parse.js';
import { personSchema } from './people/person.js';
import { entitlementSchema } from './programme/price-plan.js';
import { alliancePulseSchema, pulseSchema } from './programme/pulse.js';
import { readAccessSchema } from './access/read-access.js';
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
  entitlement: entitlementSchema,
  consent: consentSchema,
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
