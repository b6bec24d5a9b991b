import { cordeeScripts, renderCordee } from './cordee-embed.js';
import { renderFrame } from './frame.js';
import { type Markup, markup } from './markup.js';
import { initialsOf } from './people-page.js';
import type { Visitor } from './visitor.js';
import { type CompanyEvent, canteen, events, navigation, news, shortcuts, words } from './words.js';

/** The home page of the intranet as one person sees it; guests see the guest space. */
export function renderHomePage(visitor: Visitor): string {
  const { say, person, lang, wish, isGuest } = visitor;
  const theme = wish.theme === 'auto' ? '' : `&theme=${wish.theme}`;
  return renderFrame({
    lang,
    theme: wish.theme,
    title: say(isGuest ? words.guestSpace : words.home),
    header: markup`${isGuest ? markup`<p class="tagline">${say(words.guestSpace)}</p>` : renderNavigation(visitor)}
      <a class="me" href="/" title="${say(words.changePerson)}"><span class="disc" aria-hidden="true">${initialsOf(person)}</span><bdi class="me-name">${person.name}</bdi></a>`,
    otherLanguageHref: `?lang=${lang === 'fr' ? 'en' : 'fr'}${theme}`,
    scripts: cordeeScripts,
    body: isGuest ? renderGuestSpace(visitor) : renderCompanyHome(visitor),
  });
}

const renderNavigation = ({ say }: Visitor): Markup => markup`
  <nav aria-label="${say(words.main)}"><ul class="floors">${navigation.map(
    (entry, floor) => markup`
    <li><a href="#"${floor === 0 ? markup` aria-current="page"` : ''}><span class="floor" aria-hidden="true">${floor}</span>${say(entry)}</a></li>`,
  )}</ul></nav>
  <form class="search" role="search"><input type="search" aria-label="${say(words.search)}" placeholder="${say(words.search)}"></form>`;

const renderCompanyHome = (visitor: Visitor): Markup => markup`
  ${renderGreeting(visitor)}
  <div class="columns">
    <div class="wide">
      ${renderAccompaniment(visitor)}
      ${renderNews(visitor)}
    </div>
    <div class="narrow">
      ${renderEvents(visitor)}
      ${renderCanteen(visitor)}
      ${renderShortcuts(visitor)}
    </div>
  </div>`;

const renderGuestSpace = (visitor: Visitor): Markup => markup`
  <div class="guest">
    <p class="today">${visitor.day(0, { weekday: 'long', day: 'numeric', month: 'long' })} · ${visitor.person.place}</p>
    <h1>${visitor.say(words.hello)} ${visitor.person.callName}</h1>
    <p class="lead">${visitor.say(words.guestWelcome)}</p>
    ${renderAccompaniment(visitor)}
    <p class="help">${visitor.say(words.guestHelp)} +33 1 99 00 19 24</p>
  </div>`;

function renderGreeting({ say, day, person, lang }: Visitor): Markup {
  const share = new Intl.NumberFormat(lang, { style: 'percent', minimumFractionDigits: 1 }).format(0.991);
  return markup`
    <div class="greeting">
      <div>
        <p class="today">${day(0, { weekday: 'long', day: 'numeric', month: 'long' })} · ${person.place}</p>
        <h1>${say(words.hello)} ${person.callName}</h1>
      </div>
      <p class="service"><strong>${share}</strong> ${say(words.inService)}</p>
    </div>`;
}

const renderAccompaniment = (visitor: Visitor): Markup => markup`
  <section class="accompaniment" aria-labelledby="accompaniment">
    <h2 id="accompaniment">${visitor.say(words.journey)}</h2>
    ${renderCordee(visitor)}
    <p class="small">${visitor.say(words.journeyNote)}</p>
  </section>`;

function renderNews({ say, day }: Visitor): Markup {
  const [first, ...others] = news;
  return markup`
    <section aria-labelledby="news">
      <h2 id="news">${say(words.news)}</h2>
      <div class="news">
        ${
          first &&
          markup`<article class="lead-story">
          <img src="/images/workshop.svg" alt="" width="640" height="360">
          <div><p class="dateline">${first.place} · ${day(-first.daysAgo, { day: 'numeric', month: 'long' })}</p>
          <h3><a href="#">${say(first.title)}</a></h3><p>${say(first.text)}</p></div>
        </article>`
        }
        ${others.map(
          (item) => markup`<article class="story">
          <p class="dateline">${item.place} · ${day(-item.daysAgo, { day: 'numeric', month: 'long' })}</p>
          <h3><a href="#">${say(item.title)}</a></h3><p>${say(item.text)}</p>
        </article>`,
        )}
      </div>
    </section>`;
}

function renderEvents({ say, day, weekday }: Visitor): Markup {
  const item = ({ fromMonday, place, title }: CompanyEvent): Markup => {
    const inDays = fromMonday - weekday;
    return markup`
      <li><span class="day"><b>${day(inDays, { day: 'numeric' })}</b>${day(inDays, { month: 'short' })}</span>
      <span><a href="#">${say(title)}</a><span class="small">${place}</span></span></li>`;
  };
  return markup`
    <section class="panel" aria-labelledby="calendar">
      <h2 id="calendar">${say(words.calendar)}</h2>
      <ul class="events">${events.map(item)}</ul>
    </section>`;
}

function renderCanteen({ say, day, weekday, person }: Visitor): Markup {
  const menu = canteen[weekday];
  // On Saturday and Sunday, what there is on Monday.
  const inDays = menu ? 0 : 7 - weekday;
  return markup`
    <section class="panel canteen" aria-labelledby="canteen">
      <h2 id="canteen">${say(words.canteen)} <span class="small">${person.place}, ${day(inDays, { weekday: 'long' })}</span></h2>
      ${renderMenu(menu ?? canteen[0], say)}
    </section>`;
}

const renderMenu = (menu: (typeof canteen)[number] | undefined, say: Visitor['say']): Markup | undefined =>
  menu &&
  markup`
  <p>${say(menu.main)}</p><p><span class="tag">${say(words.canteenVegetarian)}</span> ${say(menu.vegetarian)}</p>`;

const renderShortcuts = ({ say }: Visitor): Markup => markup`
  <section class="panel" aria-labelledby="shortcuts">
    <h2 id="shortcuts">${say(words.shortcuts)}</h2>
    <ul class="shortcuts">${shortcuts.map((entry) => markup`<li><a href="#">${say(entry)}</a></li>`)}</ul>
  </section>`;
