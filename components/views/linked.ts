import type { TemplateResult } from 'lit';
import { html } from './html.js';

/** An address as people write it; what turns text around, and marks that close a quotation, are none of it. */
const address = /https:\/\/[^\s<>"“”«»„‹›\u202a-\u202e\u2066-\u2069]+/giu;

interface Part {
  readonly text: string;
  /** Where it leads; undefined of what is no link. */
  readonly url?: URL;
}

/** The parts of a text: its words, and the `https:` addresses in it that lead somewhere. Nothing is left out or added. */
export function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const { 0: found, index } of text.matchAll(address)) {
    const written = withoutEnd(found);
    const url = parsed(written);
    if (!url) continue;
    if (index > at) parts.push({ text: text.slice(at, index) });
    parts.push({ text: written, url });
    at = index + written.length;
  }
  if (at < text.length) parts.push({ text: text.slice(at) });
  return parts;
}

/**
 * A text whose `https:` addresses are links, written as they are. Where the host is not the one that is read, such as
 * `https://bank.example@other.example`, the host is shown beside it. No other page learns from where somebody comes.
 */
export const linked = (text: string): readonly (string | TemplateResult)[] =>
  partsOf(text).map(({ text: written, url }) =>
    url
      ? html`<a href=${url.href} target="_blank" rel="noopener noreferrer nofollow ugc">${written}</a>${isPlain(written, url) ? '' : ` (${url.host})`}`
      : written,
  );

/** The host as it is written, and nothing before it that could be taken for one. */
const isPlain = (written: string, { host }: URL): boolean =>
  written.slice('https://'.length).toLowerCase().split(/[/?#]/)[0] === host;

/** Without the marks that end a sentence, and a bracket that was opened before it. */
function withoutEnd(found: string): string {
  const end = found.replace(/[.,;:!?…'’)\]}]+$/u, '');
  const rest = found.slice(end.length);
  const isOpen = end.split('(').length > end.split(')').length;
  return rest.startsWith(')') && isOpen ? `${end})` : end;
}

function parsed(written: string): URL | undefined {
  try {
    return new URL(written);
  } catch {
    return undefined;
  }
}
