import type { Observable } from 'rxjs';
import { lateCode } from './lazy-import.js';
import { observeLate } from './observe-late.js';

type Answer<Name> = Name extends `watch${string}` ? Observable<unknown> : Promise<unknown>;

/** What a part must be to come late: live reads are named `watch…`, all else gives a Promise. */
export type Part<T> = { readonly [Name in keyof T]: (...args: never[]) => Answer<Name> };

/**
 * A part of the domain whose code is fetched when it is first used, so that a page which never
 * uses it never pays for it.
 *
 * Methods named `watch…` give an Observable, cold as always: the code is fetched when somebody
 * subscribes. All others give a Promise. Code that cannot be fetched rejects with
 * `CORDEE_SYNC_OFFLINE`, `retryable`, and is asked for again at the next use.
 *
 * @example
 * ```ts
 * goals: lazyPart<Goals>(async () => createGoals(await fetchTheCode())),
 * ```
 */
export function lazyPart<T extends Part<T>>(load: () => Promise<T>): T {
  const fetched = lateCode(load);
  type Method = (...args: unknown[]) => unknown;
  const method = (part: T, name: string): Method =>
    (part as unknown as Readonly<Record<string, Method>>)[name] as Method;
  return new Proxy({} as T, {
    get(_target, name) {
      // Whoever awaits a client, or prints it, asks for names that are not verbs.
      if (typeof name !== 'string' || name === 'then') return undefined;
      if (name.startsWith('watch')) {
        return (...args: unknown[]) =>
          observeLate(fetched, (part) => method(part, name)(...args) as Observable<unknown>);
      }
      return async (...args: unknown[]) => method(await fetched(), name)(...args);
    },
  });
}
