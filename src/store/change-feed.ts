import type { Observable } from 'rxjs';
import { createEmitter } from '../util/emitter.js';
import type { Env } from '../env.js';
import type { Commit } from './store.js';

/** Tells this tab and the others that something was committed. Other tabs are sent names only, never content. */
export interface ChangeFeed {
  readonly commits$: Observable<Commit>;
  /** Commits of other tabs of the same person. Completes when one of them deletes all. */
  readonly fromOthers$: Observable<Commit>;
  /** To this tab's readers, unless nothing is different. */
  relay(commit: Commit): void;
  /** To the other tabs, unless nothing is different. */
  post(commit: Commit): void;
  /** To the other tabs: all that is here is about to be deleted. */
  postEnd(): void;
  close(): void;
}

interface Message {
  readonly journeys: readonly string[];
  readonly waiting: boolean;
}

const end = 'end';

const isMessage = (data: unknown): data is Message =>
  typeof data === 'object' &&
  data !== null &&
  Array.isArray((data as Message).journeys) &&
  typeof (data as Message).waiting === 'boolean';

/** @param name The database that the tabs share; `undefined` when nothing is shared. */
export function createChangeFeed(env: Pick<Env, 'openChannel'>, name: string | undefined): ChangeFeed {
  const commits = createEmitter<Commit>();
  const others = createEmitter<Commit>();
  let channel =
    name === undefined
      ? undefined
      : env.openChannel?.(name, (message) => {
          if (message === end) others.complete();
          // A plain copy first: `filter` asks an array of somebody else's what makes its results.
          else if (isMessage(message))
            others.next({
              journeys: new Set([...message.journeys].filter((id) => typeof id === 'string')),
              waiting: message.waiting,
            });
        });
  const isEmpty = ({ journeys, waiting }: Commit): boolean => journeys.size === 0 && !waiting;
  return {
    commits$: commits.values$,
    fromOthers$: others.values$,
    relay(commit) {
      if (!isEmpty(commit)) commits.next(commit);
    },
    post(commit) {
      if (!isEmpty(commit))
        channel?.post({ journeys: [...commit.journeys], waiting: commit.waiting } satisfies Message);
    },
    postEnd: () => channel?.post(end),
    close() {
      channel?.close();
      // A commit under way when the store was closed is complete all the same, and has nobody to be told.
      channel = undefined;
      commits.complete();
      others.complete();
    },
  };
}
