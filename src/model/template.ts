import * as v from 'valibot';
import type { Id } from './ids.js';
import type { LocalizedText } from './localized-text.js';
import { roles } from './membership.js';
import { plainDateSchema } from './time.js';

const week = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(520));
const minutes = (least: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(100_000));
const days = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3_660));
const versionSchema = v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/, 'Use three numbers, such as "1.4.0".'), v.maxLength(32));
// Short enough for the id of a record that names a journey and a step.
const idSchema = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use small letters and digits, joined by "-".'),
  v.maxLength(64),
);
// The flag counts characters as JSON Schema does, not UTF-16 units.
const words = v.pipe(v.string(), v.regex(/^[\s\S]{2,20000}$/u, 'Write 2 to 20,000 characters.'));
const weight = v.picklist([1, 2, 3]);
const text = v.object({ en: words, fr: words });

export const activityKinds = ['reflect', 'meet', 'plan', 'practise', 'ask', 'share', 'read', 'check', 'harvest'] as const;
const audienceKind = v.picklist(['self', 'pair', 'guides', 'circle', 'cohort', 'chosen']);
const roleOrAnyone = v.picklist([...roles, 'anyone']);
const listOf = <const S extends v.GenericSchema>(item: S, least: number) =>
  v.pipe(v.array(item), v.minLength(least), v.maxLength(500));
const atLeastOne = <const S extends v.GenericSchema>(item: S) => listOf(item, 1);

const promptSchema = v.object({ id: idSchema, role: roleOrAnyone, text });
const askSchema = v.object({
  to: atLeastOne(roleOrAnyone),
  form: v.picklist(['moment', 'forward', 'encourage', 'open']),
  question: text,
  openDays: v.optional(days),
});
const activitySchema = v.object({
  id: idSchema,
  kind: v.picklist(activityKinds),
  minutes: minutes(1),
  audience: audienceKind,
  title: text,
  instructions: text,
  ask: v.optional(askSchema),
  /** Days from the event; negative before it. */
  dayOffset: v.optional(v.pipe(v.number(), v.integer(), v.minValue(-366), v.maxValue(366))),
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
  title: text,
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

/**
 * A journey template at one version: what `journey-template.schema.json` says, except that keys
 * unknown here are left out, so that a client reads what a newer one wrote. `parseTemplate`
 * refuses them.
 */
export const templateSchema = v.object({
  schemaVersion: v.literal(1),
  id: idSchema,
  version: versionSchema,
  status: v.picklist(['trial', 'stable', 'deprecated']),
  title: text,
  summary: text,
  for: text,
  duration: v.object({ weeks: week }),
  address: v.picklist(['vous', 'tu']),
  relations: atLeastOne(
    v.object({
      role: roleOrAnyone,
      required: v.boolean(),
      replyWithinDays: v.optional(days),
      liveMeetings: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000))),
      frame: text,
    }),
  ),
  companions: atLeastOne(
    v.object({
      id: idSchema,
      profile: text,
      from: v.picklist(['inside', 'outside', 'either']),
      suggested: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100)),
      invitation: text,
    }),
  ),
  goals: atLeastOne(
    v.object({
      id: idSchema,
      title: text,
      importance: weight,
      difficulty: weight,
      baseline: v.picklist([-2, -1]),
      levels: v.object({ '-2': text, '-1': text, '0': text, '1': text, '2': text }),
    }),
  ),
  phases: atLeastOne(v.object({ id: idSchema, title: text, intent: text, fromWeek: week, toWeek: week })),
  steps: listOf(templateStepSchema, 5),
  highlights: atLeastOne(
    v.object({
      id: idSchema,
      kind: v.picklist(['strategy', 'training', 'personality-test', 'skills-assessment', 'review', 'survey', 'ritual']),
      anchor: v.picklist(['company-calendar', 'journey-week']),
      typicalWeek: week,
      title: text,
      why: text,
      prepare: atLeastOne(activitySchema),
      harvest: atLeastOne(activitySchema),
    }),
  ),
  nudges: listOf(v.object({ id: idSchema, rule: v.pipe(v.string(), v.regex(/^[\s\S]{1,2000}$/u)), to: roleOrAnyone, text }), 0),
  measures: atLeastOne(
    v.object({
      id: idSchema,
      kind: v.picklist(['gas', 'alliance', 'pulse', 'served', 'transfer']),
      weeks: listOf(week, 0),
      items: v.optional(listOf(text, 0)),
    }),
  ),
  sharing: text,
  changelog: atLeastOne(
    v.object({ version: versionSchema, date: plainDateSchema, change: text, because: text, synthetic: v.boolean() }),
  ),
});

export type Template = v.InferOutput<typeof templateSchema>;
export type TemplateStep = Template['steps'][number];
export type TemplatePrompt = TemplateStep['prompts'][number];
export type TemplateVariant = TemplateStep['adaptations'][number];
export type TemplateHighlight = Template['highlights'][number];
export type TemplateActivity = TemplateHighlight['prepare'][number];
export type { LocalizedText };

