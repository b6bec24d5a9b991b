/** Templates and journeys as values: no storage, no network, no clock. For hosts, tools and authors of templates. */
export type { Adaptation, StepContent } from './journey/adaptation.js';
export type { AdaptationOp } from './journey/adaptation-outline.js';
export {
  type AdaptedJourney,
  type Drift,
  type DriftOptions,
  type ShownDrift,
  type StepDrift,
  driftOf,
} from './journey/drift.js';
export {
  type CompanyEvent,
  type PlannedActivity,
  type PlannedHighlight,
  hangEvent,
  highlightStateAt,
  movedTo,
} from './journey/highlight-run.js';
export { type LocalizedText, textIn } from './value/localized-text.js';
export type { AnswerPlace } from './journey/merge-answers.js';
export type { Signature } from './journey/merge-carry.js';
export type { Choice, Conflict, ConflictKind } from './journey/merge-conflicts.js';
export type { MergeRow } from './journey/merge-rows.js';
export { type Merge, type MergeInput, mergeOnto } from './journey/merge.js';
export { type NextReason, type NextThing, type Position, nextThing } from './journey/next.js';
export type { Outcome, PlannedStep } from './journey/planned-step.js';
export { type PlannedPath, planOf, stepIn } from './journey/path.js';
export { type JourneyParts, type RunningJourney, createJourney } from './journey/running-journey.js';
export { parseTemplate } from './template/template-import.js';
export { type TemplateChanges, changelogSince, changesBetween, compareVersions } from './template/template-version.js';
export type {
  Template,
  TemplateActivity,
  TemplateHighlight,
  TemplatePrompt,
  TemplateStep,
  TemplateVariant,
} from './template/template.js';
/** @deprecated since 0.2: `PlannedPath`. */
export type { PlannedPath as Plan } from './journey/path.js';
