import { tagPrefix } from './prefix.js';
import { version } from './version.js';

let hasTold = false;
const tags = new WeakMap<CustomElementConstructor, string>();

/** The tag that this copy's class already has. */
export const tagOf = (element: CustomElementConstructor): string | undefined => tags.get(element);

interface Versioned extends CustomElementConstructor {
  cordeeVersion?: string;
}

/**
 * Defines an element under the prefix in use. A tag that is taken is left to its owner, and the
 * console says once who that is: a page may hold two versions.
 */
export function defineElement(name: string, element: CustomElementConstructor): void {
  const tag = `${tagPrefix()}-${name}`;
  const owner: Versioned | undefined = customElements.get(tag);
  if (owner === element) return;
  if (owner) {
    if (hasTold) return;
    hasTold = true;
    console.warn(
      `[cordee] <${tag}> is already defined by version ${owner.cordeeVersion ?? 'unknown'}; version ${version} leaves it alone. Give one of them a prefix: defineAll({ prefix: 'acme-cordee' }).`,
    );
    return;
  }
  Object.defineProperty(element, 'cordeeVersion', { value: version });
  tags.set(element, tag);
  customElements.define(tag, element);
}
