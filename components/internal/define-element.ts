import { tagPrefix } from './html.js';
import { version } from './version.js';

interface Versioned extends CustomElementConstructor {
  cordeeVersion?: string;
}

/**
 * Defines an element under the prefix in use. A tag that is taken is left to its owner, and the
 * console says in one line who that is: a page may hold two versions.
 */
export function defineElement(name: string, element: CustomElementConstructor): void {
  const tag = `${tagPrefix()}-${name}`;
  const owner: Versioned | undefined = customElements.get(tag);
  if (owner === element) return;
  if (owner) {
    console.warn(
      `[cordee] <${tag}> is already defined by version ${owner.cordeeVersion ?? 'unknown'}; version ${version} leaves it alone. Give one of them a prefix: defineAll({ prefix: 'acme-cordee' }).`,
    );
    return;
  }
  if (customElements.getName?.(element)) {
    console.warn(`[cordee] <${customElements.getName(element)}> keeps its name: this copy is already defined.`);
    return;
  }
  Object.defineProperty(element, 'cordeeVersion', { value: version });
  customElements.define(tag, element);
}
