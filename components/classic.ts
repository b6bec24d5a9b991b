import { tellWhy } from './cdn-unable.js';
import type * as cdn from './cdn.js';

/** What `cordee.js` gives, each part when it has come: all of them are functions. */
type Later<T> = {
  readonly [Name in keyof T]: T[Name] extends (...args: infer A) => infer R
    ? (...args: A) => Promise<Awaited<R>>
    : never;
};
type Cordee = typeof cdn;

const names = [
  'createCordee',
  'addLocale',
  'loadLocale',
  'defineAll',
  'mountAll',
] as const satisfies readonly (keyof Cordee)[];

/** How Chromium, Firefox and WebKit say that a module did not come; what else an import fails for is in the page. */
const unfetched = /Failed to fetch|error loading|Importing a module/;

/**
 * For a page that takes classic scripts only: fetches the module beside this script, which defines all
 * tags, and gives what a page calls. Every call waits for the module.
 */
export function loadClassic(
  script: string,
): Later<Pick<Cordee, (typeof names)[number]>> & { readonly ready: Promise<Cordee> } {
  const ready = import(script.replace(/cordee\.iife\.js/, 'cordee.js')) as Promise<Cordee>;
  ready.catch((error: unknown) => {
    if (unfetched.test(String(error)))
      console.warn(`[cordee] The module beside ${script} did not load: ${String(error)}`);
    else tellWhy(String(error));
  });
  const call =
    (name: (typeof names)[number]) =>
    async (...args: unknown[]) =>
      ((await ready)[name] as (...given: unknown[]) => unknown)(...args);
  return { ready, ...Object.fromEntries(names.map((name) => [name, call(name)])) } as ReturnType<typeof loadClassic>;
}
