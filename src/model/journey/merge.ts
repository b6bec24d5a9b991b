import { ValidationError } from '../../errors.js';
import type { Adaptation } from './adaptation.js';
import type { Answer } from '../conversation/answer.js';
import type { Id } from '../value/ids.js';
import type { StepRun } from './journey.js';
import { type AnswerPlace, placesOf } from './merge-answers.js';
import { type Signature, carriedStep, keptQuestions, keptVariants, signing, skippedAgain } from './merge-carry.js';
import { type Choice, type Conflict, conflictsBetween } from './merge-conflicts.js';
import { type MergeRow, rowsOf } from './merge-rows.js';
import type { PlannedStep } from './planned-step.js';
import { type PlannedPath, planOf, stepIn } from './path.js';
import { broughtIdOf } from './step-content.js';
import type { Template } from '../template/template.js';
import { compareVersions } from '../template/template-version.js';
import type { PlainDate } from '../value/time.js';

/** A running journey, and the version it is to go on with. */
export interface MergeInput {
  readonly from: Template;
  readonly to: Template;
  readonly startedOn: PlainDate;
  readonly adaptations: readonly Adaptation[];
  readonly runs: readonly Pick<StepRun, 'step' | 'state'>[];
  readonly answers: readonly Pick<Answer, 'id' | 'step' | 'prompt'>[];
  /** By adaptation, what was chosen of its conflict; `yours` where nothing was. */
  readonly choices?: ReadonlyMap<Id, Choice>;
  /** Who accepts the merge: they sign what it takes to keep what the person has. */
  readonly signature: Signature;
}

/** What the merge would make. Nothing is done: it is accepted by writing `version`, `added` and the removal of `dropped`. */
export interface Merge {
  readonly plan: PlannedPath;
  /** All adaptations of the journey after the merge. */
  readonly adaptations: readonly Adaptation[];
  /** New ones, by which steps, questions and variants that the version lost stay with this person. */
  readonly added: readonly Adaptation[];
  /** Those given up by choice. */
  readonly dropped: readonly Adaptation[];
  readonly conflicts: readonly Conflict[];
  /** The preview in three columns. */
  readonly rows: readonly MergeRow[];
  /** Where each answer is found afterwards. */
  readonly answers: readonly AnswerPlace[];
}

/**
 * Puts a running journey onto another version of its template, three ways: what the author
 * changed comes in, what the coach adapted stays, and where both touch the same thing a conflict
 * says so and keeps what the person has until somebody chooses. A step that is begun or written
 * in never leaves the journey, nor does a question that was answered.
 *
 * @throws ValidationError when the two are not versions of one template, or the second is the older one.
 */
export function mergeOnto(input: MergeInput): Merge {
  const { from, to, startedOn, adaptations, runs, answers, choices = new Map<Id, Choice>(), signature } = input;
  if (from.id !== to.id) {
    throw new ValidationError('A journey stays with its template: give two versions of one.', [
      { path: 'to.id', message: `Use a version of "${from.id}".` },
    ]);
  }
  if (compareVersions(to.version, from.version) < 0) {
    throw new ValidationError('A journey goes on to a newer version, not back to an older one.', [
      { path: 'to.version', message: `Use a version from "${from.version}" on.` },
    ]);
  }
  const old = planOf(from, adaptations, startedOn);
  const done = new Set(runs.filter(({ state }) => state === 'done').map(({ step }) => step));
  const all = conflictsBetween(from, to, adaptations, old);
  // What is done is not asked about again.
  const conflicts = all
    .filter(({ step }) => !done.has(step))
    .map((conflict): Conflict => ({ ...conflict, choice: choices.get(conflict.adaptation) ?? 'yours' }));
  const given = new Set(conflicts.filter(({ choice }) => choice === 'new').map(({ adaptation }) => adaptation));
  const dropped = adaptations.filter(({ id }) => given.has(id));
  const kept = adaptations.filter(({ id }) => !given.has(id));
  const sign = signing(signature, adaptations);

  const added: Adaptation[] = [];
  const plan = (): PlannedPath => planOf(to, [...kept, ...added], startedOn);
  const carried: PlannedStep[] = [];
  for (const step of stepsToKeep(input, old, kept, all)) {
    // One that is carried may bring the next with it, by an adaptation of its own.
    if (stepIn(plan(), step.id)) continue;
    added.push(carriedStep(step, from, to, old, sign));
    carried.push(step);
  }
  added.push(
    ...keptVariants(
      all.filter(({ adaptation }) => !given.has(adaptation)),
      old,
      plan(),
      sign,
    ),
  );
  added.push(...skippedAgain(carried, plan(), sign));
  added.push(...keptQuestions(answers, old, plan(), sign));
  const merged = plan();
  return {
    plan: merged,
    adaptations: [...kept, ...added],
    added,
    dropped,
    conflicts,
    rows: rowsOf(from, to, merged, conflicts),
    answers: placesOf(answers, old, planOf(to, kept, startedOn)),
  };
}

/** Steps that may not leave: begun, written in, added by the coach, or adapted without a choice to let go. The template's own come first. */
function stepsToKeep(
  { runs, answers }: MergeInput,
  old: PlannedPath,
  kept: readonly Adaptation[],
  conflicts: readonly Conflict[],
): readonly PlannedStep[] {
  const begun = runs.filter(({ state }) => state === 'open' || state === 'underway' || state === 'done');
  const keptIds = new Set(kept.map(({ id }) => id));
  const wanted = new Set([
    ...[...begun, ...answers].map(({ step }) => step),
    ...kept.filter(({ op }) => op === 'add').map(broughtIdOf),
    ...conflicts
      .filter(({ kind, adaptation }) => kind === 'step-removed' && keptIds.has(adaptation))
      .map(({ step }) => step),
  ]);
  const steps = old.steps.filter(({ id }) => wanted.has(id));
  return [
    ...steps.filter(({ origin }) => origin === 'template'),
    ...steps.filter(({ origin }) => origin !== 'template'),
  ];
}
