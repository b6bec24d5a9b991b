import type { Id } from '../../model/value/ids.js';
import type { LocalizedText } from '../../model/value/localized-text.js';
import type { Template } from '../../model/template/template.js';
import { compareInstants } from '../../model/value/time.js';
import type { JourneyContext } from '../support/members.js';
import { type Read, listOf } from '../support/typed.js';
import { marksOf, wordsOf } from '../support/words.js';
import { type Html, join, markup } from './html-text.js';
import { both, day, ifAny, quoted, said } from './page-parts.js';
import { words } from './page-words.js';

type Words = string | LocalizedText;

/** A place where answers stand: what it is called, and what was asked there. */
interface Place {
  readonly id: Id;
  readonly title: Words;
  readonly questions: ReadonlyMap<Id, Words>;
}

/**
 * Every answer of the journey, under its step or its event. What neither the template nor the coach's
 * changes name any more comes at the end, so that nothing that was written is missing from the page.
 */
export function answeredSections(
  context: JourneyContext,
  template: Template | undefined,
): { readonly path: Html; readonly events: Html; readonly others: Html } {
  const marks = marksOf(context);
  const left = new Map<Id, Read<'answer'>[]>();
  for (const answer of listOf(context.records, 'answer'))
    left.set(answer.step, [...(left.get(answer.step) ?? []), answer]);
  const take = ({ id, questions }: Place): readonly Html[] => {
    const answers = left.get(id) ?? [];
    left.delete(id);
    return answers.map(
      (answer) =>
        markup`<p>${said(questions.get(answer.prompt) ?? words.answer)}</p>${quoted(wordsOf(answer, context, marks), context)}`,
    );
  };
  const path = pathOf(context, template, take);
  const events = eventsOf(context, template, take);
  const others = [...left.keys()].map(
    (id) => markup`<article>${join(take({ id, title: '', questions: new Map() }))}</article>`,
  );
  return { path: ifAny(words.path, path), events: ifAny(words.events, events), others: ifAny(words.others, others) };
}

type Take = (place: Place) => readonly Html[];

function pathOf(context: JourneyContext, template: Template | undefined, take: Take): readonly Html[] {
  const runs = new Map(listOf(context.records, 'stepRun').map((run) => [run.step, run]));
  return placesOnPath(context, template).flatMap((place) => {
    const run = runs.get(place.id);
    const answers = take(place);
    if (!run && answers.length === 0) return [];
    return [
      markup`<article><h3>${said(place.title)}</h3>${run ? markup`<p class="by">${day(run.plannedFor)} · ${both(words.states[run.state])}</p>` : ''}
${join(answers)}</article>`,
    ];
  });
}

/** The template's steps, each followed by those that the coach put after it or in its place, with every question that was ever asked there. */
function placesOnPath(context: JourneyContext, template: Template | undefined): readonly Place[] {
  const adaptations = listOf(context.records, 'adaptation').toSorted((a, b) => compareInstants(a.at, b.at));
  const questionsOf = (
    step: Id,
    given: readonly { readonly id: Id; readonly text: Words }[],
  ): ReadonlyMap<Id, Words> => {
    const softened = adaptations
      .filter(({ op, target }) => op === 'soften' && target === step)
      .flatMap(({ content }) => content?.prompts ?? []);
    return new Map([...given, ...softened].map(({ id, text }) => [id, text]));
  };
  const seen = new Set<Id>();
  const withThoseAfter = (place: Place): readonly Place[] => {
    if (seen.has(place.id)) return [];
    seen.add(place.id);
    const brought = adaptations.filter(({ op, target }) => (op === 'add' || op === 'replace') && target === place.id);
    return [place, ...brought.flatMap((adaptation) => withThoseAfter(placeBroughtBy(adaptation)))];
  };
  const placeBroughtBy = ({ id: own, op, content, reason }: Read<'adaptation'>): Place => {
    const id = op === 'add' ? (content?.id ?? own) : own;
    return { id, title: content?.title ?? reason, questions: questionsOf(id, content?.prompts ?? []) };
  };
  const inTemplate = (template?.steps ?? []).map(({ id, title, prompts }): Place => ({
    id,
    title,
    questions: questionsOf(id, prompts),
  }));
  const orphans = adaptations.filter(({ op }) => op === 'add' || op === 'replace').map(placeBroughtBy);
  return [...inTemplate.flatMap(withThoseAfter), ...orphans.flatMap(withThoseAfter)];
}

function eventsOf(context: JourneyContext, template: Template | undefined, take: Take): readonly Html[] {
  return listOf(context.records, 'highlightRun')
    .toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : 1))
    .map((run) => {
      const highlight = template?.highlights.find(({ id }) => id === run.highlight);
      const known = [...(highlight?.prepare ?? []), ...(highlight?.harvest ?? [])].map(({ id, title }) => ({
        id,
        title,
      }));
      const named = new Set([...known.map(({ id }) => id), 'transfer']);
      const unknown = listOf(context.records, 'answer')
        .flatMap(({ step }) => (step.startsWith(`${run.id}_`) ? [step.slice(run.id.length + 1)] : []))
        .filter((id, index, all) => !named.has(id) && all.indexOf(id) === index)
        .map((id) => ({ id, title: words.activity }));
      return markup`<article><h3>${both(run.title)}</h3><p class="by">${day(run.startsOn)}</p>
${join([...known, ...unknown, { id: 'transfer', title: words.transfer }].flatMap(({ id, title }) => take({ id: `${run.id}_${id}`, title, questions: new Map() }).map((answer) => markup`<h4>${both(title)}</h4>${answer}`)))}</article>`;
    });
}
