import { type Markup, markup } from './markup.js';
import { words } from './words.js';
import type { Theme } from './visitor.js';
import { type LocalizedText, textIn } from '../../src/model/value/localized-text.js';

export interface Frame {
  readonly lang: 'fr' | 'en';
  readonly theme: Theme;
  readonly title: string;
  /** In the header, between the name of the company and the edge. */
  readonly header: Markup;
  readonly body: Markup;
  /** Of this same page in the other language. */
  readonly otherLanguageHref: string;
  /** Scripts of the page, if it has any. */
  readonly scripts?: Markup;
}

/** What every page of the intranet has around it. */
export function renderFrame({ lang, theme, title, header, body, otherLanguageHref, scripts }: Frame): string {
  const say = (text: LocalizedText) => textIn(text, lang);
  return markup`<!doctype html>
<html lang="${lang}" data-theme="${theme}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title} · Valmonte</title>
  <link rel="icon" href="/images/mark.svg" type="image/svg+xml">
  <link rel="stylesheet" href="/intranet.css">
  ${scripts}
</head>
<body>
  <a class="skip" href="#content">${say(words.skip)}</a>
  <header class="top">
    <a class="brand" href="/"><img src="/images/mark.svg" alt="" width="36" height="36"><span>Valmonte</span></a>
    ${header}
  </header>
  <main id="content">${body}</main>
  <footer class="bottom">
    <p>${say(words.invented)}</p>
    <p><a href="${otherLanguageHref}" lang="${lang === 'fr' ? 'en' : 'fr'}">${say(words.otherLanguage)}</a></p>
  </footer>
</body>
</html>
`.text;
}
