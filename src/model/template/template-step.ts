import * as v from '../value/schema.js';
import { roles } from '../people/membership.js';
import { inOneLine } from '../value/text.js';

export const week = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(520));
export const minutes = (least: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(100_000));
export const days = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3_660));
// Short enough for the id of a record that names a journey and a step.
export const idSchema = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use small letters and digits, joined by "-".'),
  v.maxLength(64),
);
// A letter, a digit, a sign: neither blanks, nor what stands for nothing, such as the fillers of Hangul.
const visible = /[^\s\p{C}\p{Z}\u115F\u1160\u3164\uFFA0\u2800]/u;
// The flag counts characters as JSON Schema does, not UTF-16 units.
const words = v.pipe(
  v.string(),
  v.regex(/^[\s\S]{2,20000}$/u, 'Write 2 to 20,000 characters.'),
  v.regex(visible, 'Write something that can be seen: this is blank.'),
);
export const text = v.object({ en: words, fr: words });
const line = v.pipe(words, inOneLine);
export const title = v.object({ en: line, fr: line });

export const activityKinds = [
  'reflect',
  'meet',
  'plan',
  'practise',
  'ask',
  'share',
  'read',
  'check',
  'harvest',
] as const;
export const audienceKind = v.picklist(['self', 'pair', 'guides', 'circle', 'cohort', 'chosen']);
export const roleOrAnyone = v.picklist([...roles, 'anyone']);
export const listOf = <const S extends v.GenericSchema>(item: S, least: number) =>
  v.pipe(v.array(item), v.minLength(least), v.maxLength(500));
export const atLeastOne = <const S extends v.GenericSchema>(item: S) => listOf(item, 1);

const promptSchema = v.object({ id: idSchema, role: roleOrAnyone, text });
export const askSchema = v.object({
  to: atLeastOne(roleOrAnyone),
  form: v.picklist(['moment', 'forward', 'encourage', 'open']),
  question: text,
  openDays: v.optional(days),
});
/** A step of the path, as the template has it. */
export const templateStepSchema = v.object({
  id: idSchema,
  phase: idSchema,
  week,
  kind: v.picklist(activityKinds),
  owner: roleOrAnyone,
  minutes: minutes(5),
  audience: audienceKind,
  title,
  why: text,
  instructions: text,
  prompts: atLeastOne(promptSchema),
  ask: v.optional(askSchema),
  ifThen: v.optional(v.object({ if: text, then: text })),
  goals: v.optional(listOf(idSchema, 0)),
  doneWhen: text,
  coachGuide: text,
  optional: v.optional(v.boolean()),
  /** Variants that the author has prepared; `use` takes one by its id. */
  adaptations: listOf(v.object({ id: idSchema, when: text, change: text }), 0),
});
