/** Figures about journeys and programmes, as pure functions with test vectors. `docs/insight.md` says what each means. */
export { type AllianceAnswer, type AlliancePulse, alliancePulse } from './alliance.js';
export { type CoachLoad, type LoadVerdict, proposeLoad } from './coach-load.js';
export { type CostAnswer, type CostQuestion, compareCost } from './cost-comparison.js';
export { type DecisionMoment, isDecisionDue } from './decision-point.js';
export {
  type FeedbackCompleteness,
  type FeedbackPoint,
  feedbackCompleteness,
  feedbackPoints,
} from './feedback-completeness.js';
export { type AttainedGoal, goalAttainment } from './goal-attainment.js';
export { groupSizeOf, smallestGroup } from './group-size.js';
export {
  type HeldTotal,
  type InitiativeCountOptions,
  type InitiativeLink,
  type ShownCount,
  heldTotal,
  initiativeCount,
} from './held-total.js';
export { type HeldCell, type HeldTable, type HeldTableOptions, type ShownGroup, holdTable } from './held-table.js';
export { holdOutShare, isHeldOut } from './hold-out.js';
export {
  type NudgeDecision,
  type NudgePerson,
  type NudgeQuestion,
  type PastNudge,
  type SilenceReason,
  decideNudge,
} from './nudge-decision.js';
export { type NudgeArm, type NudgeEffect, type NudgeVerdict, nudgeEffect } from './nudge-effect.js';
export {
  type DecisionPoint,
  type NudgeReceiver,
  type NudgeRule,
  type NudgeRuleId,
  type NudgeVariables,
  type ProximalOutcome,
  nudgeRuleIds,
  nudgeRules,
} from './nudge-rules.js';
export {
  type IfThenPlan,
  type IfThenShares,
  type TransferAnswer,
  type TransferObstacle,
  type TransferOutcome,
  type TransferShares,
  ifThenShares,
  transferObstacles,
  transferOutcomes,
  transferShares,
} from './practice-shares.js';
export { type Proportion, type ProportionDifference, differenceOf, proportionOf } from './proportion.js';
export type { PublishedRate } from './published-rate.js';
export {
  type Place,
  type PublishedCell,
  type PublishedTable,
  type TableOptions,
  type TableRow,
  publishTable,
} from './published-table.js';
export { type Rhythm, type RhythmState, meaningfulActs, rhythmOf } from './rhythm.js';
export { type ReadContribution, servedRates } from './served-rate.js';
export {
  type ScorecardOptions,
  type ScoredJourney,
  type StepFriction,
  type VersionScore,
  versionScorecard,
} from './version-scorecard.js';
