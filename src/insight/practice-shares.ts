import { type Proportion, proportionOf } from './proportion.js';

/** A plan of the form "if this happens, then I do that", with its tries. */
export interface IfThenPlan {
  readonly tried: readonly { readonly worked?: boolean | undefined }[];
}

export interface IfThenShares {
  /** Plans tried at least once, of all plans. */
  readonly tried: Proportion | undefined;
  /** Plans that worked at least once, of those tried whose outcome was told. */
  readonly worked: Proportion | undefined;
}

export function ifThenShares(plans: readonly IfThenPlan[]): IfThenShares {
  const told = plans.filter(({ tried }) => tried.some(({ worked }) => worked !== undefined));
  return {
    tried: proportionOf(plans.filter(({ tried }) => tried.length > 0).length, plans.length),
    worked: proportionOf(told.filter(({ tried }) => tried.some(({ worked }) => worked)).length, told.length),
  };
}

export const transferOutcomes = ['used', 'not-used', 'dropped'] as const;
export type TransferOutcome = (typeof transferOutcomes)[number];

/** What got in the way, as a choice from a list and never as a text. */
export const transferObstacles = ['no-time', 'no-occasion', 'no-support', 'not-useful', 'too-hard', 'other'] as const;
export type TransferObstacle = (typeof transferObstacles)[number];

/** Three weeks after an event: what became of what was harvested. */
export interface TransferAnswer {
  readonly outcome: TransferOutcome;
  readonly obstacle?: TransferObstacle | undefined;
}

export interface TransferShares {
  readonly outcomes: Readonly<Record<TransferOutcome, Proportion>>;
  /** Obstacles with how often each was met, the most frequent first. */
  readonly obstacles: readonly (readonly [obstacle: TransferObstacle, count: number])[];
}

/** Undefined until somebody has answered. */
export function transferShares(answers: readonly TransferAnswer[]): TransferShares | undefined {
  const shareOf = (outcome: TransferOutcome) =>
    proportionOf(answers.filter((answer) => answer.outcome === outcome).length, answers.length);
  const [used, notUsed, dropped] = [shareOf('used'), shareOf('not-used'), shareOf('dropped')];
  if (!used || !notUsed || !dropped) return undefined;
  const obstacles = transferObstacles
    .map((name) => [name, answers.filter(({ obstacle }) => obstacle === name).length] as const)
    .filter(([, count]) => count > 0)
    .toSorted(([, a], [, b]) => b - a);
  return { outcomes: { used, 'not-used': notUsed, dropped }, obstacles };
}
