import type { Moves } from '../value/state-machine.js';
import type { StepRunState } from './journey.js';

const _ = null;

/** `skip` and `replace` follow an adaptation, `restore` follows its removal. What is done stays done. */
export const stepRunMoves = {
  ahead: { open: 'open', begin: _, finish: _, reopen: _, skip: 'skipped', replace: 'replaced', restore: _ },
  open: { open: _, begin: 'underway', finish: _, reopen: _, skip: 'skipped', replace: 'replaced', restore: _ },
  underway: { open: _, begin: _, finish: 'done', reopen: _, skip: 'skipped', replace: 'replaced', restore: _ },
  done: { open: _, begin: _, finish: _, reopen: 'open', skip: _, replace: _, restore: _ },
  skipped: { open: _, begin: _, finish: _, reopen: _, skip: _, replace: _, restore: 'ahead' },
  replaced: { open: _, begin: _, finish: _, reopen: _, skip: _, replace: _, restore: 'ahead' },
} as const satisfies Moves<StepRunState, 'open' | 'begin' | 'finish' | 'reopen' | 'skip' | 'replace' | 'restore'>;
