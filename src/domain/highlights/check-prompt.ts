import type { TransferObstacle, TransferOutcome } from '../../api/highlights.js';
import { transferObstacles, transferOutcomes } from '../../insight/practice-shares.js';

/** A check is an answer; the name of its prompt says what was chosen, so that it can be counted without reading a word. */
export const promptOf = (outcome: TransferOutcome, obstacle?: TransferObstacle): string =>
  ['transfer', outcome, ...(obstacle ? [obstacle] : [])].join('_');

/** What a prompt's name says was chosen; nothing for a prompt of another kind. */
export function choiceIn(prompt: string | undefined): {
  readonly outcome: TransferOutcome | undefined;
  readonly obstacle: TransferObstacle | undefined;
} {
  const [kind, chosen, hindrance] = prompt?.split('_') ?? [];
  return {
    outcome: kind === 'transfer' ? transferOutcomes.find((known) => known === chosen) : undefined,
    obstacle: transferObstacles.find((known) => known === hindrance),
  };
}
