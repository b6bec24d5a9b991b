import type { Env } from '../env.js';
import type { HeldScope } from './scope-cache.js';

const idleMs = 2_000;

/** A task for quiet moments. */
export interface IdleTask {
  readonly isDue: (scope: HeldScope) => boolean;
  /** Failing is allowed: the task is still due then. */
  readonly run: (journey: string) => Promise<unknown>;
}

/** Does what may wait for a moment in which nothing has happened for two seconds. */
export interface IdleWork {
  /** Says that something has happened: the time begins again, if anything is due. */
  note(): void;
  close(): void;
}

export function createIdleWork(
  env: Pick<Env, 'after'>,
  scopes: () => Iterable<HeldScope>,
  tasks: readonly IdleTask[],
): IdleWork {
  let stop = (): void => undefined;
  let isClosed = false;
  return {
    note() {
      stop();
      if (isClosed || ![...scopes()].some((scope) => tasks.some(({ isDue }) => isDue(scope)))) return;
      stop = env.after(idleMs, () => {
        for (const scope of scopes())
          for (const { isDue, run } of tasks) if (isDue(scope)) run(scope.row.journey).catch(() => undefined);
      });
    },
    close() {
      isClosed = true;
      stop();
    },
  };
}
