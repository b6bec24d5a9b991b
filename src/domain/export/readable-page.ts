import { challengesOf } from '../support/challenges.js';
import { contributionsTo } from '../support/contributions.js';
import type { JourneyContext } from '../support/members.js';
import { listOf } from '../support/typed.js';
import { byAge, marksOf, wordsOf } from '../support/words.js';
import type { Note } from '../../model/conversation/note.js';
import type { Template } from '../../model/template/template.js';
import { compareInstants } from '../../model/value/time.js';
import type { ContributionView } from '../../api/views.js';
import { Html, join, markup } from './html-text.js';
import { answeredSections } from './page-answers.js';
import { both, called, ifAny, moment, own, quoted, said, section } from './page-parts.js';
import { words } from './page-words.js';

/**
 * The journey as a page to read in any browser, for ever: no script, nothing from elsewhere. Its own
 * words are in French and in English; what people wrote is in theirs.
 */
export function readablePage(
  context: JourneyContext,
  template: Template | undefined,
  notes: readonly Note[],
  made: { readonly at: string; readonly today: string },
): string {
  const { members } = context;
  const coachee = members.find(({ role }) => role === 'coachee');
  const title = template?.title ?? words.journey;
  const answered = answeredSections(context, template);
  const page = markup`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title.fr} · ${title.en} – \u2068${(coachee?.name ?? '').replace(/[\u202A-\u202E\u2066-\u2069]/g, '')}\u2069</title>
<style>${new Html(styles)}</style>
</head>
<body>
<header>
<h1>${both(title)}</h1>
<p>${own(coachee?.displayName ?? coachee?.name ?? '')} · ${moment(made.at, context)}</p>
</header>
<main>
${section(words.circle, markup`<ul>${join(members.map((member) => markup`<li><b>${own(member.displayName ?? member.name)}</b>, ${both(words.roles[member.role])}${member.state === 'ended' ? markup` · ${both(words.left)}` : ''}</li>`))}</ul>`)}
${goals(context)}
${plans(context)}
${answered.path}
${answered.events}
${answered.others}
${challenges(context)}
${forum(context)}
${notesOf(notes, context)}
</main>
</body>
</html>
`;
  return page.text;
}

function goals(context: JourneyContext): Html {
  const ratings = listOf(context.records, 'goalRating').toSorted((a, b) => compareInstants(a.at, b.at));
  const nameOf = (person: string): Html => {
    const member = context.members.find((one) => one.person === person);
    return member ? called(member) : markup``;
  };
  return ifAny(
    words.goals,
    listOf(context.records, 'goal').map(
      (goal) => markup`<article><h3>${said(goal.title)}</h3>
<ol class="levels">${join((['2', '1', '0', '-1', '-2'] as const).map((level) => markup`<li><b>${both(words.levels[level])}</b> ${said(goal.levels[level])}</li>`))}</ol>
<ul>${join(ratings.filter((rating) => rating.goal === goal.id).map((rating) => markup`<li>${moment(rating.at, context)} · ${nameOf(rating.by)}: <b>${both(words.levels[String(rating.level) as '0'])}</b> ${own(rating.moment ?? '')}</li>`))}</ul></article>`,
    ),
  );
}

const plans = (context: JourneyContext): Html =>
  ifAny(
    words.plans,
    listOf(context.records, 'ifThen').map(
      (plan) => markup`<article><p><b>${own(plan.if)}</b>, ${own(plan.then)}</p>
<ul>${join(plan.tried.map(({ at, worked }) => markup`<li>${moment(at, context)}${worked === undefined ? '' : markup` · ${both(worked ? words.worked : words.notYet)}`}</li>`))}</ul></article>`,
    ),
  );

/** What whoever takes the page along noted for themself. */
const notesOf = (notes: readonly Note[], context: JourneyContext): Html =>
  ifAny(
    words.notes,
    notes
      .toSorted((a, b) => compareInstants(a.writtenAt ?? a.at, b.writtenAt ?? b.at))
      .map(
        ({ body, at, writtenAt = at }) =>
          markup`<article><blockquote lang="${body.lang ?? ''}" dir="auto"><p dir="auto">${body.text}</p></blockquote><p class="by">${moment(writtenAt, context)}</p></article>`,
      ),
  );

const challenges = (context: JourneyContext): Html =>
  ifAny(
    words.challenges,
    challengesOf(context).map(
      (challenge) => markup`<article>${quoted(challenge, context)}${voices(challenge.replies, context)}</article>`,
    ),
  );

function forum(context: JourneyContext): Html {
  const marks = marksOf(context);
  const topics = listOf(context.records, 'topic')
    .map((topic) => wordsOf(topic, context, marks))
    .toSorted(byAge);
  return ifAny(
    words.forum,
    topics.map(
      (topic) =>
        markup`<article>${quoted(topic, context)}${voices(contributionsTo(topic.id, context, marks), context)}</article>`,
    ),
  );
}

function voices(list: readonly ContributionView[], context: JourneyContext): Html {
  if (list.length === 0) return markup``;
  const served = listOf(context.records, 'served');
  return markup`<ol class="voices">${join(
    list.map(
      (
        voice,
      ) => markup`<li>${voice.withdrawn ? markup`<p class="by">${both(words.withdrawn)}</p>` : quoted(voice, context)}
${join(served.filter(({ contribution }) => contribution === voice.id).map(({ body }) => markup`<p class="served">${both(words.served)} <q dir="auto">${body.text}</q></p>`))}${voices(voice.replies, context)}</li>`,
    ),
  )}</ol>`;
}

const styles = `
:root{color-scheme:light dark;--ink:light-dark(#1d2c29,#f0e9da);--soft:light-dark(#5a6059,#b7bbae);--paper:light-dark(#fffcf5,#15201e);--context:light-dark(#96401a,#f2a877);--line:light-dark(#dccfb6,#374742)}
body{margin:0 auto;padding:1.5rem;max-width:46rem;background:var(--paper);color:var(--ink);font:1rem/1.6 system-ui,sans-serif;overflow-wrap:break-word}
h1,h2,h3{font-family:Georgia,serif;line-height:1.25;text-wrap:balance}
h2{margin-top:3rem;border-bottom:1px solid var(--line);padding-bottom:.25rem;color:var(--context)}
article{margin:1.5rem 0}
.other,.by{color:var(--soft);font-size:.9em}
.other::before{content:'· '}
blockquote{margin:.5rem 0;padding-inline-start:1rem;border-inline-start:3px solid var(--context);white-space:pre-line}
blockquote p,.by{margin:0}
.voices{list-style:none;padding-inline-start:1.25rem}
.voices>li{margin:1rem 0}
.levels{list-style:none;padding:0}
.served{margin:.25rem 0;font-style:italic}
@media print{body{max-width:none}}
`;
