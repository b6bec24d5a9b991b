import type { LocalizedText } from '../../src/model/value/localized-text.js';
import { textIn } from '../../src/model/value/localized-text.js';
import type { Scenario, ScenarioPerson } from '../scenario.js';
import { renderFrame } from './frame.js';
import { type Markup, markup } from './markup.js';
import { words } from './words.js';
import type { PageWish } from './visitor.js';

const roleNames: Readonly<Record<ScenarioPerson['role'], LocalizedText>> = {
  coachee: { en: 'Accompanied', fr: 'Accompagnée' },
  coach: { en: 'Coach', fr: 'Coach' },
  mentor: { en: 'Mentor', fr: 'Mentor' },
  tutor: { en: 'Tutor', fr: 'Tuteur' },
  sponsor: { en: 'Sponsor', fr: 'Sponsor' },
  peer: { en: 'Peer', fr: 'Pair' },
  companion: { en: 'Companion', fr: 'Compagnon' },
  'programme-lead': { en: 'Programme lead', fr: 'Programme' },
};

/** The front door of the demonstration: everybody of the scenario, and the way into the intranet as them. */
export function renderPeoplePage(scenario: Scenario, lang: 'fr' | 'en', wish: PageWish): string {
  const say = (text: LocalizedText) => textIn(text, lang);
  const query = wish.theme === 'auto' ? '' : `?theme=${wish.theme}`;
  const card = (person: ScenarioPerson): Markup => markup`
    <li class="person" data-role="${person.role}">
      <a href="/as/${person.id}${query}">
        <span class="disc" aria-hidden="true">${initialsOf(person)}</span>
        <bdi class="person-name">${person.name}</bdi>
        <span class="person-role">${say(roleNames[person.role])} · ${person.place}</span>
        <span class="person-job">${say(person.job)}</span>
      </a>
    </li>`;
  const isOnRope = (person: ScenarioPerson) => person.role !== 'programme-lead';
  return renderFrame({
    lang,
    theme: wish.theme,
    title: say(words.people),
    header: markup`<p class="tagline">${say(words.tagline)}</p>`,
    otherLanguageHref: `/?lang=${lang === 'fr' ? 'en' : 'fr'}`,
    body: markup`
      <div class="door">
        <h1>${say(words.people)}</h1>
        <p class="lead">${say(words.peopleIntro)}</p>
        <h2>${say(words.onTheRope)}</h2>
        <ul class="people">${scenario.people.filter(isOnRope).map(card)}</ul>
        <h2>${say(words.atTheCompany)}</h2>
        <ul class="people">${scenario.people.filter((person) => !isOnRope(person)).map(card)}</ul>
      </div>`,
  });
}

/** Of the name somebody is called by and of their last name. */
export const initialsOf = ({ callName, name }: ScenarioPerson): string =>
  [callName, name.split(' ').at(-1) ?? '']
    .map((word) => [...new Intl.Segmenter().segment(word)][0]?.segment ?? '')
    .join('');
