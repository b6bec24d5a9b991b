import * as v from '../value/schema.js';
import { type Id, idSchema } from '../value/ids.js';
import { dayMs, instantSchema, msOf } from '../value/time.js';
import { authored, writtenAt } from './words.js';

export const challengeStates = ['raised', 'seen', 'accompanied', 'passed', 'learnt', 'let-go'] as const;
export type ChallengeState = (typeof challengeStates)[number];

/** "This is hard, now." Answers are contributions whose topic is the challenge. */
export const challengeSchema = v.object({ ...authored, state: v.picklist(challengeStates) });
export type Challenge = v.InferOutput<typeof challengeSchema> & { readonly id: Id };

/** Whether nobody has come yet, although the time in which a reply was promised is over. */
export const isChallengeOverdue = (
  challenge: Pick<Challenge, 'state' | 'at' | 'writtenAt'>,
  replyWithinDays: number,
  nowMs: number,
): boolean =>
  (challenge.state === 'raised' || challenge.state === 'seen') &&
  nowMs > msOf(writtenAt(challenge)) + replyWithinDays * dayMs;

/**
 * Somebody has read an item. One record per item and reader, read by the author of the item and
 * by that reader (and by the coachee, whose space it is). Its id is `<item>_<reader's membership>`.
 */
export const readMarkSchema = v.object({ item: idSchema, by: idSchema, at: instantSchema });
export type ReadMark = v.InferOutput<typeof readMarkSchema> & { readonly id: Id };
