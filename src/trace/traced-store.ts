import type { TraceRefusal } from '../api/trace.js';
import { type Refusal, refusals } from '../protocol/refusal.js';
import type { ServerUpdate, Store } from '../store/store.js';
import type { Tracer } from './tracer.js';

/** Tells of a person's changes, and of what the server's answers do. Each method's outcome is the store's own. */
export function traceStore(inner: Store, tracer: Tracer): Store {
  const { tell, timed } = tracer;
  const told: Pick<Store, 'commit' | 'applyUpdate' | 'applyAnswers' | 'renumber'> = {
    commit: (scope, changes) =>
      timed(
        () => inner.commit(scope, changes),
        (end) => ({ type: 'committed', scope: idOf(scope), changes: changes.length, ...end }),
      ),
    async applyUpdate(update) {
      const outcome = await timed(
        () => inner.applyUpdate(update),
        (end, stored) => ({
          type: 'pulled',
          scopes: update.pages.length,
          puts: sum(update.pages, ({ puts }) => puts.length),
          deletions: sum(update.pages, ({ deletions }) => deletions.length),
          ...countAnswers(update.answers),
          isLate: stored?.isLate ?? false,
          hasMore: update.pages.some(({ more }) => more),
          ...end,
        }),
      );
      tellRefused(update.answers, tracer);
      for (const { journey, beginsReset, isRestored } of update.pages)
        if (beginsReset && !outcome.isLate)
          tell({ type: 'reset', scope: idOf(journey), cause: isRestored ? 'restored' : 'asked' });
      for (const scope of outcome.mismatched) tell({ type: 'reset', scope: idOf(scope), cause: 'mismatch' });
      for (const scope of update.asked?.keys() ?? [])
        if (!Object.hasOwn(update.access, scope) && !outcome.isLate) tell({ type: 'removed', scope: idOf(scope) });
      return outcome;
    },
    async applyAnswers(replica, answers) {
      await timed(
        () => inner.applyAnswers(replica, answers),
        (end) => ({ type: 'pushed', ...countAnswers(answers), ...end }),
      );
      tellRefused(answers, tracer);
    },
    renumber: (replica) =>
      timed(
        () => inner.renumber(replica),
        (end) => ({ type: 'renumbered', ...end }),
      ),
  };
  return new Proxy(inner, {
    get(target, name) {
      if (Object.hasOwn(told, name)) return told[name as keyof typeof told];
      const value: unknown = Reflect.get(target, name);
      // A store may be an object of a class with private fields: its methods are its own.
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

const sum = <T>(items: readonly T[], count: (item: T) => number): number =>
  items.reduce((total, item) => total + count(item), 0);

function countAnswers(answers: ServerUpdate['answers']) {
  const all = Object.values(answers).flat();
  const count = (status: string): number => all.filter((answer) => answer.status === status).length;
  return { accepted: count('accepted'), withoutEffect: count('no-effect'), refused: count('refused') };
}

/** A server's map may have any key; what is no id of a scope is not told. */
export const idOf = (scope: string): string => (/^[A-Za-z0-9~][A-Za-z0-9:._-]{0,159}$/.test(scope) ? scope : 'unknown');

const known = (reason: string): TraceRefusal => (refusals.includes(reason as Refusal) ? (reason as Refusal) : 'other');

function tellRefused(answers: ServerUpdate['answers'], { tell }: Tracer): void {
  for (const [scope, given] of Object.entries(answers)) {
    const counts = new Map<TraceRefusal, number>();
    for (const answer of given)
      if (answer.status === 'refused') counts.set(known(answer.reason), (counts.get(known(answer.reason)) ?? 0) + 1);
    for (const [reason, count] of counts) tell({ type: 'refused', scope: idOf(scope), reason, count });
  }
}
