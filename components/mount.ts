import { elementNames } from './define-all.js';
import { tagPrefix } from './registry/prefix.js';
import { needElement } from './registry/element-bundles.js';

/**
 * Puts our elements where a page says so with plain markup, for editors that delete unknown tags:
 * `<div data-cordee="journey" data-token-url="/token"></div>`. Each `data-…` becomes the attribute of
 * the same name. An element of the page that has ours in it already is left as it is; call it again for parts of
 * the page that came later.
 */
export function mountAll(root: ParentNode = document): void {
  for (const holder of root.querySelectorAll<HTMLElement>('[data-cordee]')) {
    const name = holder.dataset['cordee'] || 'journey';
    const tag = `${tagPrefix()}-${name}`;
    if (!elementNames.includes(name)) {
      console.warn(`[cordee] data-cordee="${name}" is none of: ${elementNames.join(', ')}.`);
      continue;
    }
    if ([...holder.children].some((child) => child.localName === tag)) continue;
    needElement(name);
    const element = document.createElement(tag);
    for (const { name: attribute, value } of holder.attributes) {
      if (attribute.startsWith('data-') && attribute !== 'data-cordee') element.setAttribute(attribute.slice(5), value);
    }
    // What stood there for browsers without scripts has had its time.
    holder.replaceChildren(element);
  }
}
