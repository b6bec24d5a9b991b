import type { TemplateResult } from 'lit';
import { html } from './html.js';

const templates = new Map<string, TemplateStringsArray>();

/** One of our elements that is known by its name only, in a journey. `name` is ours, never a page's. */
export function journeyPartView(
  name: string,
  journeyId: string,
  locale: string,
  headingLevel: number,
  inside: unknown,
): TemplateResult {
  let strings = templates.get(name);
  if (!strings) {
    const texts = [`<cordee-${name} class="open" journey-id=`, ' locale=', ' heading-level=', '>', `</cordee-${name}>`];
    strings = Object.assign(texts, { raw: texts });
    templates.set(name, strings);
  }
  return html(strings, journeyId, locale, headingLevel, inside);
}
