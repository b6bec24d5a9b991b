import type { LocalizedText } from '../../model/value/localized-text.js';
import { type Instant, type PlainDate, dateIn, msOf } from '../../model/value/time.js';
import type { JourneyContext } from '../support/members.js';
import type { MemberView, WordsView } from '../../api/views.js';
import { type Html, join, markup } from './html-text.js';
import { words } from './page-words.js';

/** Both languages side by side, each said in its own. */
export const both = ({ fr, en }: LocalizedText): Html =>
  fr === en ? own(fr) : markup`<span lang="fr">${fr}</span> <span lang="en" class="other">${en}</span>`;
/** Somebody's own words inside a sentence of the page: they run their own way and turn nothing round. */
export const own = (text: string): Html => markup`<bdi>${text}</bdi>`;
export const said = (text: string | LocalizedText): Html => (typeof text === 'string' ? own(text) : both(text));
/** With the role, where the name could be taken for another's. */
export const called = ({ name, role, isAlike }: MemberView): Html =>
  isAlike ? markup`${own(name)} (${both(words.roles[role])})` : own(name);
export const day = (on: PlainDate): Html => markup`<time datetime="${on}">${on}</time>`;
/** The day of a moment, on the calendar of whoever takes the page along. */
export const moment = (at: Instant, { me }: JourneyContext): Html =>
  markup`<time datetime="${at}">${dateIn(me.timeZone, msOf(at))}</time>`;

export const section = (title: LocalizedText, content: Html): Html =>
  markup`<section><h2>${both(title)}</h2>${content}</section>`;
export const ifAny = (title: LocalizedText, items: readonly Html[]): Html =>
  items.length === 0 ? markup`` : section(title, join(items));

export function quoted(view: WordsView, context: JourneyContext, more: Html = markup``): Html {
  const { body } = view;
  const form = body.form
    ? join(
        (['moment', 'saw', 'effect', 'next'] as const).flatMap((key) =>
          body.form?.[key] ? [markup`<li dir="auto">${body.form[key]}</li>`] : [],
        ),
      )
    : undefined;
  // Each paragraph runs the way its own words do, whatever the page's.
  return markup`<blockquote lang="${body.lang ?? ''}" dir="auto"><p dir="auto">${body.text}</p>${form ? markup`<ul>${form}</ul>` : ''}</blockquote><p class="by">${view.author ? called(view.author) : ''} · ${moment(view.writtenAt, context)}${more}</p>`;
}
