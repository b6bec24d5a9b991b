import type { Body } from '../model/conversation/words.js';
import { isAboutTrait, isSaidToPerson } from './feedback-words.js';

/** What makes feedback useful, in the order in which it is asked for. */
export const feedbackPoints = ['moment', 'act', 'effect', 'next', 'to-person'] as const;
export type FeedbackPoint = (typeof feedbackPoints)[number];

export interface FeedbackCompleteness {
  /** How many of the five points are there. */
  readonly score: 0 | 1 | 2 | 3 | 4 | 5;
  readonly missing: readonly FeedbackPoint[];
}

/**
 * How complete words of feedback are: a moment, an act rather than a trait, an effect, a next time,
 * said to the person.
 *
 * For the author's eyes while they write, on their device. It is never stored and never sent; it
 * offers help and holds nothing back. Words are looked up in short lists, in English and French, so
 * it can be wrong in both ways: word the help as an offer.
 */
export function feedbackCompleteness({ text, form }: Pick<Body, 'text' | 'form'>): FeedbackCompleteness {
  const all = form ? [text, form.moment, form.saw, form.effect, form.next].join('\n') : text;
  const isThere: Readonly<Record<FeedbackPoint, boolean>> = {
    moment: isWritten(form?.moment),
    act: isWritten(form?.saw) && !isAboutTrait(all),
    effect: isWritten(form?.effect),
    next: isWritten(form?.next),
    'to-person': isSaidToPerson(all),
  };
  const missing = feedbackPoints.filter((point) => !isThere[point]);
  return { score: (feedbackPoints.length - missing.length) as FeedbackCompleteness['score'], missing };
}

const isWritten = (line: string | undefined): boolean => line !== undefined && line.trim() !== '';
