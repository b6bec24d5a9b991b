import { challengesOf } from '../records/challenges.js';
import { contributionsTo } from '../records/contributions.js';
import type { Rope } from '../records/members.js';
import { listOf } from '../records/typed.js';
import { byAge, marksOf, wordsOf } from '../records/words.js';
import type { Template } from '../model/template.js';
import { compareInstants } from '../model/time.js';
import type { ContributionView } from '../views.js';
import { Html, join, markup } from './html-text.js';
import { answeredSections } from './page-answers.js';
import { both, called, ifAny, moment, own, quoted, said, section } from './page-parts.js';
import { words } from './page-words.js';

/**
 * The journey as a page to read in any browser, for ever: no script, nothing from elsewhere. Its own
 * words are in French and in English; what people wrote is in theirs.
 */
export function readablePage(
  rope: Rope,
  template: Template | undefined,
  made: { readonly at: string; readonly today: string },
): string {
  const { members } = rope;
  const coachee = members.find(({ role }) => role === 'coachee');
  const title = template?.title ?? words.journey;
  const answered = answeredSections(rope, template);
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
<p>${own(coachee?.displayName ?? coachee?.name ?? '')} · ${moment(made.at, rope)}</p>
</header>
<main>
${section(words.circle, markup`<ul>${join(members.map((member) => markup`<li><b>${own(member.displayName ?? member.name)}</b>, ${both(words.roles[member.role])}${member.state === 'ended' ? markup` · ${both(words.left)}` : ''}</li>`))}</ul>`)}
${goals(rope)}
${plans(rope)}
${answered.path}
${answered.events}
${answered.others}
${challenges(rope)}
${forum(rope)}
</main>
</body>
</html>
`;
  return page.text;
}

function goals(rope: Rope): Html {
  const ratings = listOf(rope.records, 'goalRating').toSorted((a, b) => compareInstants(a.at, b.at));
  const nameOf = (person: string): Html => {
    const member = rope.members.find((one) => one.person === person);
    return member ? called(member) : markup``;
  };
  return ifAny(
    words.goals,
    listOf(rope.records, 'goal').map(
      (goal) => markup`<article><h3>${said(goal.title)}</h3>
<ol class="levels">${join((['2', '1', '0', '-1', '-2'] as const).map((level) => markup`<li><b>${both(words.levels[level])}</b> ${said(goal.levels[level])}</li>`))}</ol>
<ul>${join(ratings.filter((rating) => rating.goal === goal.id).map((rating) => markup`<li>${moment(rating.at, rope)} · ${nameOf(rating.by)}: <b>${both(words.levels[String(rating.level) as '0'])}</b> ${own(rating.moment ?? '')}</li>`))}</ul></article>`,
    ),
  );
}

const plans = (rope: Rope): Html =>
  ifAny(
    words.plans,
    listOf(rope.records, 'ifThen').map(
      (plan) => markup`<article><p><b>${own(plan.if)}</b>, ${own(plan.then)}</p>
<ul>${join(plan.tried.map(({ at, worked }) => markup`<li>${moment(at, rope)}${worked === undefined ? '' : markup` · ${both(worked ? words.worked : words.notYet)}`}</li>`))}</ul></article>`,
    ),
  );

const challenges = (rope: Rope): Html =>
  ifAny(
    words.challenges,
    challengesOf(rope).map(
      (challenge) => markup`<article>${quoted(challenge, rope)}${voices(challenge.replies, rope)}</article>`,
    ),
  );

function forum(rope: Rope): Html {
  const marks = marksOf(rope);
  const topics = listOf(rope.records, 'topic')
    .map((topic) => wordsOf(topic, rope, marks))
    .toSorted(byAge);
  return ifAny(
    words.forum,
    topics.map(
      (topic) =>
        markup`<article>${quoted(topic, rope)}${voices(contributionsTo(topic.id, rope, marks), rope)}</article>`,
    ),
  );
}

function voices(list: readonly ContributionView[], rope: Rope): Html {
  if (list.length === 0) return markup``;
  const served = listOf(rope.records, 'served');
  return markup`<ol class="voices">${join(
    list.map(
      (
        voice,
      ) => markup`<li>${voice.withdrawn ? markup`<p class="by">${both(words.withdrawn)}</p>` : quoted(voice, rope)}
${join(served.filter(({ contribution }) => contribution === voice.id).map(({ body }) => markup`<p class="served">${both(words.served)} <q dir="auto">${body.text}</q></p>`))}${voices(voice.replies, rope)}</li>`,
    ),
  )}</ol>`;
}

const styles = `
:root{color-scheme:light dark;--ink:light-dark(#1d2c29,#f0e9da);--soft:light-dark(#5a6059,#b7bbae);--paper:light-dark(#fffcf5,#15201e);--rope:light-dark(#96401a,#f2a877);--line:light-dark(#dccfb6,#374742)}
body{margin:0 auto;padding:1.5rem;max-width:46rem;background:var(--paper);color:var(--ink);font:1rem/1.6 system-ui,sans-serif;overflow-wrap:break-word}
h1,h2,h3{font-family:Georgia,serif;line-height:1.25;text-wrap:balance}
h2{margin-top:3rem;border-bottom:1px solid var(--line);padding-bottom:.25rem;color:var(--rope)}
article{margin:1.5rem 0}
.other,.by{color:var(--soft);font-size:.9em}
.other::before{content:'· '}
blockquote{margin:.5rem 0;padding-inline-start:1rem;border-inline-start:3px solid var(--rope);white-space:pre-line}
blockquote p,.by{margin:0}
.voices{list-style:none;padding-inline-start:1.25rem}
.voices>li{margin:1rem 0}
.levels{list-style:none;padding:0}
.served{margin:.25rem 0;font-style:italic}
@media print{body{max-width:none}}
`;
