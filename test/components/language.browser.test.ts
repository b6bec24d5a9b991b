import { loadLocale, messagesIn } from '../../components/locales/index.js';
import { becomesTrue, expect, find, settled, show, wordsOf } from './support.js';

/** Makes the browser say that this is the reader's language, until what is returned is called. */
function readerSpeaks(language: unknown): () => void {
  Object.defineProperty(navigator, 'language', { configurable: true, get: () => language });
  Object.defineProperty(navigator, 'languages', { configurable: true, get: () => [language] });
  return () => {
    delete (navigator as { language?: unknown }).language;
    delete (navigator as { languages?: unknown }).languages;
  };
}

const french = /Semaine 11 sur 26/;
const english = /Week 11 of 26/;
/** As pages and systems say it when they have nothing to say. */
const nothingSaid = ['', 'auto', 'undefined', 'null', 'C', 'POSIX', 'x-default', '{{locale}}'];

describe('the language that a page asks for', () => {
  for (const locale of ['fr_FR', 'fr-FR', 'FR', 'fr_FR.UTF-8', 'fr_CA']) {
    it(`locale="${locale}" speaks French`, async () => {
      document.documentElement.lang = 'en';
      const { element } = await show('cordee-journey', { attributes: { locale } });
      expect(wordsOf(element)).to.match(french);
    });
    it(`<html lang="${locale}"> speaks French`, async () => {
      document.documentElement.lang = locale;
      const { element } = await show('cordee-journey', { attributes: {} });
      expect(wordsOf(element)).to.match(french);
    });
  }

  for (const locale of nothingSaid) {
    it(`locale="${locale}" says nothing: the page's language is spoken`, async () => {
      const { element } = await show('cordee-journey', { attributes: { locale } });
      expect(wordsOf(element)).to.match(french);
    });
    it(`<html lang="${locale}"> says nothing: the reader's own language is spoken`, async () => {
      const undo = readerSpeaks('fr-CA');
      document.documentElement.lang = locale;
      const { element } = await show('cordee-journey', { attributes: {} });
      expect(wordsOf(element)).to.match(french);
      undo();
    });
  }

  for (const language of ['C', 'en-US@posix', '', undefined]) {
    it(`with nothing said, a browser whose language is "${String(language)}" gets English`, async () => {
      const undo = readerSpeaks(language);
      document.documentElement.removeAttribute('lang');
      const { element } = await show('cordee-journey', { attributes: {}, language: 'en' });
      expect(wordsOf(element)).to.match(english);
      undo();
    });
  }

  it('follows a locale that is set later, also by its property, and passes over one that names no language', async () => {
    const { element } = await show('cordee-journey', { attributes: {} });
    for (const [locale, words] of [
      ['en_GB', english],
      ['fr_FR', french],
      ['en', english],
      ['auto', french],
      ['en', english],
      ['undefined', french],
    ] as const) {
      element.locale = locale;
      await settled(element);
      expect(wordsOf(element), locale).to.match(words);
    }
    document.documentElement.lang = 'en_US';
    await new Promise((resolve) => setTimeout(resolve));
    await settled(element);
    expect(wordsOf(element)).to.match(english);
  });

  it('each element draws its dates, lists and numbers then too', async () => {
    document.documentElement.lang = 'fr_FR';
    for (const tag of [
      'cordee-circle',
      'cordee-forum',
      'cordee-goals',
      'cordee-journey-path',
      'cordee-personal',
      'cordee-highlights',
    ] as const) {
      const { element } = await show(tag, { attributes: { 'journey-id': 'ines-journey', locale: 'fr_FR' } });
      await becomesTrue(() => wordsOf(element).length > 60);
      expect(find(element, '[part~=base]').lang).to.equal('fr-FR');
    }
  });

  it('texts are added and fetched under whatever way of writing it', async () => {
    await loadLocale('fr_FR');
    expect(messagesIn('fr_FR', 'vous')?.placeThread).to.equal('Fil');
  });
});
