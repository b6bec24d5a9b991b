import { ValidationError } from '../../errors.js';
import type { Adaptation } from './adaptation.js';
import type { Answer } from '../conversation/answer.js';
import { type CompanyEvent, type PlannedHighlight, hangEvent } from './highlight-run.js';
import type { Id } from '../value/ids.js';
import type { JourneyState, StepRunState } from './journey.js';
import type { Choice } from './merge-conflicts.js';
import type { Signature } from './merge-carry.js';
import { type Merge, mergeOnto } from './merge.js';
import { type NextThing, nextThing } from './next.js';
import { type PlannedPath, planOf } from './path.js';
import { stateAfter } from '../value/state-machine.js';
import { stepRunMoves } from '../states.js';
import type { Template } from '../template/template.js';
import { parseInput } from '../value/parse.js';
import * as v from '../value/schema.js';
import { type PlainDate, type TimeZone, plainDateSchema, timeZoneSchema } from '../value/time.js';

/** All that a journey is made of. */
export interface JourneyParts {
  readonly template: Template;
  /** The first day of week 1. */
  readonly startedOn: PlainDate;
  /** Where the person is. */
  readonly timeZone: TimeZone;
  readonly state: JourneyState;
  readonly pausedUntil: PlainDate | undefined;
  readonly adaptations: readonly Adaptation[];
  readonly highlights: readonly PlannedHighlight[];
  /** How far steps and activities have come, by their ids. */
  readonly runs: ReadonlyMap<Id, StepRunState>;
  readonly answers: readonly Pick<Answer, 'id' | 'step' | 'prompt'>[];
}

export type WrittenAnswer = JourneyParts['answers'][number];

/**
 * A journey as a value: it holds no clock, no storage and no network, and nothing that is done to
 * it changes it. Each verb gives another journey; `next` tells what to do at a moment.
 *
 * @example
 * ```ts
 * const journey = createJourney({ template, startedOn: '2026-09-07', timeZone: 'Europe/Madrid' }).announce(training, createId(env));
 * const next = journey.next(Date.now());
 * ```
 */
export class RunningJourney {
  readonly parts: JourneyParts;
  readonly plan: PlannedPath;

  constructor(parts: JourneyParts) {
    this.parts = parts;
    this.plan = planOf(parts.template, parts.adaptations, parts.startedOn);
  }

  /** With the coach's adaptation. */
  adapt(adaptation: Adaptation): RunningJourney {
    return this.#with({ adaptations: [...this.parts.adaptations, adaptation] });
  }

  /**
   * After a message of the company's calendar: the event is new and called by this id, moved, or
   * cancelled; or the message is old and nothing changes.
   */
  announce(event: CompanyEvent, id: Id): RunningJourney {
    const { highlights, template, startedOn } = this.parts;
    const after = hangEvent(highlights, event, id, template, startedOn);
    return after === highlights ? this : this.#with({ highlights: after });
  }

  /**
   * After a step or an activity is opened, begun, finished or opened again.
   *
   * @throws ValidationError when there is no such step, or its state knows no such move.
   */
  move(id: Id, move: 'open' | 'begin' | 'finish' | 'reopen'): RunningJourney {
    const isKnown = [...this.plan.steps, ...this.parts.highlights.flatMap(({ activities }) => activities)].some(
      (one) => one.id === id,
    );
    const from = this.parts.runs.get(id) ?? 'ahead';
    const to = isKnown ? stateAfter(stepRunMoves, from, move) : undefined;
    if (!to) {
      throw new ValidationError(
        isKnown ? `"${id}" is ${from}: it cannot ${move}.` : `There is no "${id}" on this path.`,
        [{ path: 'id', message: 'Use the id of a step or activity, and a move that its state allows.' }],
      );
    }
    return this.#with({ runs: new Map(this.parts.runs).set(id, to) });
  }

  /** With what somebody wrote under a prompt. Its words are kept elsewhere. */
  answer(answer: WrittenAnswer): RunningJourney {
    return this.#with({ answers: [...this.parts.answers, answer] });
  }

  /**
   * In another state, or with the person in another place.
   *
   * @throws ValidationError when there is no such day or time zone.
   */
  change(change: Partial<Pick<JourneyParts, 'state' | 'pausedUntil' | 'timeZone'>>): RunningJourney {
    parseInput(whenSchema, change, 'A journey cannot be changed so.');
    return this.#with(change);
  }

  /** What the person does next at this moment, in milliseconds since 1970, and why. */
  next(now: number): NextThing {
    return nextThing({ ...this.parts, plan: this.plan }, now);
  }

  /**
   * What another version of the template would make of this journey. Nothing is done yet.
   *
   * @throws ValidationError when it is not a version of the same template.
   */
  previewMerge(to: Template, signature: Signature, choices: ReadonlyMap<Id, Choice> = new Map()): Merge {
    const { template: from, startedOn, adaptations, answers } = this.parts;
    const runs = [...this.parts.runs].map(([step, state]) => ({ step, state }));
    return mergeOnto({ from, to, startedOn, adaptations, answers, runs, choices, signature });
  }

  /** On the version that was previewed, with what the preview kept. */
  acceptMerge(to: Template, { adaptations }: Merge): RunningJourney {
    return this.#with({ template: to, adaptations });
  }

  #with(change: Partial<JourneyParts>): RunningJourney {
    return new RunningJourney({ ...this.parts, ...change });
  }
}

const whenSchema = v.object({
  startedOn: v.optional(plainDateSchema),
  timeZone: v.optional(timeZoneSchema),
  pausedUntil: v.optional(plainDateSchema),
});

/**
 * A journey that begins: active, with nothing adapted, announced or written.
 *
 * @throws ValidationError when there is no such day or time zone.
 */
export function createJourney(
  start: Pick<JourneyParts, 'template' | 'startedOn' | 'timeZone'> & Partial<JourneyParts>,
): RunningJourney {
  parseInput(whenSchema, start, 'A journey cannot begin so.');
  return new RunningJourney({
    state: 'active',
    pausedUntil: undefined,
    adaptations: [],
    highlights: [],
    runs: new Map(),
    answers: [],
    ...start,
  });
}
