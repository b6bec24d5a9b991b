import * as v from '../value/schema.js';
import type { LocalizedText } from '../value/localized-text.js';
import { nudgeConditionPattern, nudgeFlags, nudgeNumbers } from './nudge-condition.js';
import {
  activityKinds,
  askSchema,
  atLeastOne,
  audienceKind,
  days,
  idSchema,
  listOf,
  minutes,
  roleOrAnyone,
  templateStepSchema,
  text,
  title,
  week,
} from './template-step.js';
import { plainDateSchema } from '../value/time.js';

// Written in one way only: "01.0.0" beside "1.0.0" would be two names of one version.
const versionSchema = v.pipe(
  v.string(),
  v.regex(
    /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)$/,
    'Use three numbers without leading zeros, such as "1.4.0".',
  ),
  v.maxLength(32),
);
const conditionSchema = v.pipe(
  v.string(),
  v.maxLength(200),
  v.regex(
    nudgeConditionPattern,
    `Use conditions of the list, joined by " && ": ${[...nudgeFlags, ...nudgeNumbers].join(', ')}, goal.<id>, <role>.silentDays, rhythm=='quiet'. For example: week>=3 && activeCompanions<2.`,
  ),
);
const weight = v.picklist([1, 2, 3]);
const activitySchema = v.object({
  id: idSchema,
  kind: v.picklist(activityKinds),
  minutes: minutes(1),
  audience: audienceKind,
  title,
  instructions: text,
  ask: v.optional(askSchema),
  /** Days from the event; negative before it. */
  dayOffset: v.optional(v.pipe(v.number(), v.integer(), v.minValue(-366), v.maxValue(366))),
});

/**
 * A journey template at one version: what `journey-template.schema.json` says, except that keys
 * unknown here are left out. `parseTemplate` refuses them.
 */
export const templateSchema = v.object({
  schemaVersion: v.literal(1),
  id: idSchema,
  version: versionSchema,
  status: v.picklist(['trial', 'stable', 'deprecated']),
  title,
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
      title,
      importance: weight,
      difficulty: weight,
      baseline: v.picklist([-2, -1]),
      levels: v.object({ '-2': text, '-1': text, '0': text, '1': text, '2': text }),
    }),
  ),
  phases: atLeastOne(v.object({ id: idSchema, title, intent: text, fromWeek: week, toWeek: week })),
  steps: listOf(templateStepSchema, 5),
  highlights: atLeastOne(
    v.object({
      id: idSchema,
      kind: v.picklist(['strategy', 'training', 'personality-test', 'skills-assessment', 'review', 'survey', 'ritual']),
      anchor: v.picklist(['company-calendar', 'journey-week']),
      typicalWeek: week,
      title,
      why: text,
      prepare: atLeastOne(activitySchema),
      harvest: atLeastOne(activitySchema),
    }),
  ),
  nudges: listOf(v.object({ id: idSchema, rule: conditionSchema, to: roleOrAnyone, text }), 0),
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
