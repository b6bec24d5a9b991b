import { expect } from '@open-wc/testing';
import { en } from '../../components/locales/en.js';
import { fr } from '../../components/locales/fr.js';
import { type Address, createGrammar } from '../../components/locales/grammar.js';
import { en as arrivalEn } from '../../components/locales/arrival/en.js';
import { fr as arrivalFr } from '../../components/locales/arrival/fr.js';
import { en as firstEn } from '../../components/locales/first/en.js';
import { fr as firstFr } from '../../components/locales/first/fr.js';
import { en as inspectorEn } from '../../components/locales/inspector/en.js';
import { fr as inspectorFr } from '../../components/locales/inspector/fr.js';
import { en as laterEn } from '../../components/locales/later/en.js';
import { fr as laterFr } from '../../components/locales/later/fr.js';
import { en as personalEn } from '../../components/locales/personal/en.js';
import { fr as personalFr } from '../../components/locales/personal/fr.js';
import { addPersonalLocale } from '../../components/locales/personal/index.js';
import { addLocale, messagesIn } from '../../components/locales/index.js';
import { disguised, pseudo } from '../../components/locales/pseudo.js';
import { find, settled, show, type, waitUntil, wordsOf } from './support.js';
import template from '../../demo/content/templates/first-time-manager.json' with { type: 'json' };

const samples: readonly unknown[] = ['Inès', 3, 'Marc', 2];
const said = (address: Address): string[] => {
  const texts = [fr, personalFr, arrivalFr, inspectorFr].flatMap((locale) =>
    textsOf(locale(createGrammar('fr', address))),
  );
  expect(texts.length).to.be.greaterThan(100);
  return texts;
};
const textsOf = (messages: object): string[] =>
  Object.values(messages).map((message: unknown) =>
    typeof message === 'function'
      ? (message as (...args: unknown[]) => string)(...samplesFor(message))
      : String(message),
  );

function samplesFor(message: { toString(): string }): readonly unknown[] {
  const [, list = ''] = /^\(?([^)=]*)/.exec(message.toString()) ?? [];
  const parameters = list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return parameters.map((name, index) => (/names$|^sides$/i.test(name) ? ['Inès', 'Marc'] : samples[index]));
}

describe('the languages', () => {
  it('have the same texts, told the same things', () => {
    for (const [english, french] of [
      [en, fr],
      [personalEn, personalFr],
      [arrivalEn, arrivalFr],
      [inspectorEn, inspectorFr],
    ] as const) {
      expect(Object.keys(french(createGrammar('fr', 'vous'))).toSorted()).to.deep.equal(
        Object.keys(english(createGrammar('en', 'vous'))).toSorted(),
      );
    }
  });

  it('say each text in one book only', () => {
    for (const [firstTexts, laterTexts] of [
      [firstEn, laterEn],
      [firstFr, laterFr],
    ] as const) {
      const first = Object.keys(firstTexts(createGrammar('en', 'vous')));
      expect(Object.keys(laterTexts(createGrammar('en', 'vous'))).filter((key) => first.includes(key))).to.deep.equal(
        [],
      );
    }
  });

  it('French is written with its own spaces and apostrophes', () => {
    for (const text of said('vous')) {
      expect(text, text).to.not.match(/[a-zé]'[a-zé]/i);
      expect(text, text).to.not.match(/[^\u202f\u00a0\s][;:?!]|[ ][;:?!]/);
    }
  });

  it('French says tu in one journey and vous in another, never both', () => {
    for (const text of said('tu')) expect(text, text).to.not.match(/(?<!\p{L})(vous|votre|vos)(?!\p{L})/iu);
    for (const text of said('vous')) expect(text, text).to.not.match(/(?<!\p{L})(tu|ton|ta|tes|toi)(?!\p{L})/iu);
  });

  it('French elides before a vowel', () => {
    const french = messagesIn('fr', 'vous');
    expect(french?.journeyOf('Inès')).to.equal('La cordée d’Inès');
    expect(french?.journeyOf('Marc')).to.equal('La cordée de Marc');
  });

  it('no mark follows the one that a title ends in', () => {
    for (const language of ['fr', 'en']) {
      for (const text of [
        messagesIn(language, 'vous')?.nextSentence('Et alors ?', 20),
        messagesIn(language, 'vous')?.routeLabel(3, 8, 'Et alors ?'),
      ])
        expect(text).to.not.contain('?.');
    }
  });

  it('French dates a challenge of long ago by its day', () => {
    expect(messagesIn('fr', 'vous')?.raisedAgo('25 septembre')).to.equal('posé le 25 septembre');
    expect(messagesIn('fr', 'vous')?.raisedAgo('il y a 3 j')).to.equal('posé il y a 3 j');
  });

  it('a region speaks its language, and an unknown language English', () => {
    expect(messagesIn('fr-CA', 'vous')?.send).to.equal('Envoyer');
    expect(messagesIn('xx-nonsense-', 'vous')?.send).to.equal('Send');
  });

  it('a page that changes its language keeps what is on the screen until the other one is there', async () => {
    const { element } = await show('cordee-composer', {
      attributes: { 'journey-id': 'ines-journey', purpose: 'challenge' },
    });
    const field = await type(element, 'Pas fini');
    document.documentElement.lang = 'en';
    await waitUntil(() => wordsOf(element).includes('Send'));
    expect(find(element, 'textarea')).to.equal(field);
    expect(field.value).to.equal('Pas fini');
  });

  it('a further language is one more file', () => {
    addLocale('de', (grammar) => ({ ...en(grammar), send: 'Senden' }));
    expect(messagesIn('de-AT', 'vous')?.send).to.equal('Senden');
  });

  it('no text of the widget is outside the language files', async () => {
    addLocale('en-xa', pseudo);
    const attributes = { locale: 'en-XA' };
    const list = await show('cordee-journey', { attributes, person: 'claire', keeps: false, isOffline: true });
    const badge = await show('cordee-sync-badge', { attributes, keeps: false, isOffline: true });
    const audience = { kind: 'circle' } as const;
    await badge.client.forum.open({ journey: 'ines-journey', audience, body: { text: 'Un', lang: 'fr' } });
    for (const { element } of [list, badge]) {
      await settled(element);
      const outside = wordsOf(element)
        .replace(/⟦[^⟧]*⟧/g, '')
        .replace(/[·\s]/g, '');
      expect(outside).to.equal('');
    }
  });

  it('no text of what comes when it is asked for is outside the language files', async () => {
    addLocale('en-xa', pseudo);
    addPersonalLocale('en-xa', (grammar) => disguised(personalEn(grammar)));
    for (const tag of ['cordee-goals'] as const) {
      const { element } = await show(tag, {
        attributes: { 'journey-id': 'ines-journey', locale: 'en-XA' },
        language: 'en',
        isEmpty: true,
      });
      await settled(element);
      const titles = template.goals.map(({ title }) => title.en);
      const outside = titles
        .reduce((text, title) => text.replaceAll(title, ''), wordsOf(element))
        .replace(/⟦[^⟧]*⟧/g, '')
        .replace(/[·\s]/g, '');
      expect(outside, tag).to.equal('');
    }
  });
});
