import { html as litHtml, type TemplateResult } from 'lit';
import { needElement } from '../registry/element-bundles.js';
import { tagPrefix } from '../registry/prefix.js';

const known = new WeakMap<TemplateStringsArray, TemplateStringsArray>();

/** Lit's `html`, with our tags under the prefix in use; what a template names and is not there yet is fetched. */
export function html(strings: TemplateStringsArray, ...values: unknown[]): TemplateResult<1> {
  let own = known.get(strings);
  if (!own) {
    for (const [, name = ''] of strings.join('').matchAll(/<cordee-([\w-]+)/g)) needElement(name);
    own = tagPrefix() === 'cordee' ? strings : withPrefix(strings);
    known.set(strings, own);
  }
  return litHtml(own, ...values);
}

function withPrefix(strings: TemplateStringsArray): TemplateStringsArray {
  const texts = strings.map((text) => text.replace(/(<\/?)cordee-/g, `$1${tagPrefix()}-`));
  return Object.assign(texts, { raw: texts });
}
