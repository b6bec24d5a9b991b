import { type Markup, markup } from './markup.js';
import type { Visitor } from './visitor.js';

/** Where this page's script, or Cordée itself, fetches the person's tokens. */
export function tokenUrlOf({ person, wish }: Visitor): string {
  const seconds = wish.tokenSeconds === undefined ? '' : `&seconds=${wish.tokenSeconds}`;
  return `/session/token?as=${person.id}${seconds}`;
}

/** The lines that a host writes to have Cordée in its page. */
export function renderCordee(visitor: Visitor): Markup {
  const { person, lang, wish, scenario } = visitor;
  const tenant = scenario.company.id;
  if (wish.embed === 'div') {
    return markup`<div data-cordee="journey" data-url="/" data-tenant="${tenant}" data-user="${person.id}"
      data-link-page="/welcome" data-locale="${lang}" data-theme="${wish.theme}" data-heading-level="3" data-token-url="${tokenUrlOf(visitor)}"></div>`;
  }
  return markup`<cordee-journey url="/" tenant="${tenant}" user="${person.id}" link-page="/welcome" locale="${lang}" theme="${wish.theme}" heading-level="3"
      data-token-source="${tokenUrlOf(visitor)}"></cordee-journey>`;
}

/** Cordée is the first tag; the second is the host's own script. */
export const cordeeScripts = markup`<script type="module" src="/cordee.js"></script>
  <script type="module" src="/intranet.js"></script>`;
