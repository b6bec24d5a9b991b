import { type LocalizedText, textIn } from '../../src/model/value/localized-text.js';
import { dateIn } from '../../src/model/value/time.js';
import type { Scenario, ScenarioPerson } from '../scenario.js';

export type Theme = 'auto' | 'light' | 'dark';

/** What the address asks of a page, read once. */
export interface PageWish {
  readonly lang: 'fr' | 'en' | undefined;
  readonly theme: Theme;
  /** How Cordée stands in the page: its tag, or a `<div>` for editors that refuse unknown tags. */
  readonly embed: 'tag' | 'div';
  /** Life of this page's tokens, for tests of renewal. */
  readonly tokenSeconds: number | undefined;
}

export function readWish(query: URLSearchParams): PageWish {
  const lang = query.get('lang');
  const theme = query.get('theme');
  const seconds = Number(query.get('token-seconds') ?? Number.NaN);
  return {
    lang: lang === 'fr' || lang === 'en' ? lang : undefined,
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
    embed: query.get('embed') === 'div' ? 'div' : 'tag',
    tokenSeconds: Number.isFinite(seconds) ? seconds : undefined,
  };
}

/** Who looks at the page, in which language and when. */
export interface Visitor {
  readonly person: ScenarioPerson;
  readonly scenario: Scenario;
  readonly lang: 'fr' | 'en';
  readonly wish: PageWish;
  /** Where they are: 0 on Monday. */
  readonly weekday: number;
  /** People from outside see their journey and nothing of the company. */
  readonly isGuest: boolean;
  say(text: LocalizedText): string;
  /** A day counted from today, as this person would write it. */
  day(inDays: number, options: Intl.DateTimeFormatOptions): string;
}

export function createVisitor(person: ScenarioPerson, scenario: Scenario, wish: PageWish, nowMs: number): Visitor {
  const lang = wish.lang ?? person.locale;
  return {
    person,
    scenario,
    lang,
    wish,
    weekday: (new Date(dateIn(person.timeZone, nowMs)).getUTCDay() + 6) % 7,
    isGuest: person.from === 'outside' || person.role === 'coach',
    say: (text) => textIn(text, lang),
    day: (inDays, options) =>
      new Intl.DateTimeFormat(lang === 'fr' ? 'fr-FR' : 'en-GB', { ...options, timeZone: person.timeZone }).format(
        nowMs + inDays * 86_400_000,
      ),
  };
}
