import { cordeeScripts } from './cordee-embed.js';
import { renderFrame } from './frame.js';
import { markup } from './markup.js';
import type { PageWish } from './visitor.js';
import { words } from './words.js';
import { textIn } from '../../src/model/value/localized-text.js';

/** Where the links of invitations lead: the door for those who have no account here. */
export const renderWelcomePage = (lang: 'fr' | 'en', { theme }: PageWish): string =>
  renderFrame({
    lang,
    theme,
    title: textIn(words.guestSpace, lang),
    header: markup`<p class="tagline">${textIn(words.guestSpace, lang)}</p>`,
    otherLanguageHref: `?lang=${lang === 'fr' ? 'en' : 'fr'}`,
    scripts: cordeeScripts,
    body: markup`<div class="guest"><cordee-arrival url="/" locale="${lang}" theme="${theme}" heading-level="1"></cordee-arrival></div>`,
  });
