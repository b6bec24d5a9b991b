import { html as litHtml, type TemplateResult } from 'lit';

let prefix = 'cordee';
const renamed = new WeakMap<TemplateStringsArray, TemplateStringsArray>();

/** The first part of every tag, `cordee` unless {@link usePrefix} was called. */
export const tagPrefix = (): string => prefix;

/** Gives our tags another first part, in what is defined and in what elements render. Call it before any element renders. */
export function usePrefix(next: string): void {
  prefix = next;
}

/** Lit's `html`, with our tags under the prefix in use. */
export function html(strings: TemplateStringsArray, ...values: unknown[]): TemplateResult<1> {
  return litHtml(prefix === 'cordee' ? strings : withPrefix(strings), ...values);
}

function withPrefix(strings: TemplateStringsArray): TemplateStringsArray {
  let result = renamed.get(strings);
  if (!result) {
    const texts = strings.map((text) => text.replace(/(<\/?)cordee-/g, `$1${prefix}-`));
    result = Object.assign(texts, { raw: texts });
    renamed.set(strings, result);
  }
  return result;
}
