/** Templates and journeys as values: no storage, no network, no clock. For hosts, tools and authors of templates. */
export type { Adaptation, StepContent } from './adaptation.js';
export type { AdaptationOp } from './adaptation-outline.js';
export {
  type AdaptedJourney,
  type Drift,
  type DriftOptions,
  type ShownDrift,
  type StepDrift,
  driftOf,
} from './drift.js';
export {
  type CompanyEvent,
  type PlannedActivity,
  type PlannedHighlight,
  hangEvent,
  highlightStateAt,
  movedTo,
} from './highlight-run.js';
export { type LocalizedText, textIn } from './localized-text.js';
export type { AnswerPlace } from './merge-answers.js';
export type { Signature } from './merge-carry.js';
export type { Choice, Conflict, ConflictKind } from './merge-conflicts.js';
export type { MergeRow } from './merge-rows.js';
export { type Merge, type MergeInput, mergeOnto } from './merge.js';
export { type NextReason, type NextThing, type Position, nextThing } from './next.js';
export { type Outcome, type Plan, type PlannedStep, planOf, stepIn } from './path.js';
export { type JourneyParts, type RunningJourney, createJourney } from './running-journey.js';
export { parseTemplate } from './template-import.js';
export { type TemplateChanges, changelogSince, changesBetween, compareVersions } from './template-version.js';
export type {
  Template,
  TemplateActivity,
  TemplateHighlight,
  TemplatePrompt,
  TemplateStep,
  TemplateVariant,
} from './template.js';
