import { hasEnded, lateAnswerDays } from '../../src/model/journey/journey.js';
import type { Fields } from '../../src/model/value/json.js';
import type { RecordType } from '../../src/model/record.js';
import { dayMs } from '../../src/model/value/time.js';
import type { ScopeTransaction } from './scope-transaction.js';
import { demand } from './refused.js';
import { timeOfStamp } from './stamps.js';
import type { Writer } from './writer.js';

/** What is said to others in a conversation: what a journey that has ended takes no more of. */
export const spokenTypes: readonly RecordType[] = ['topic', 'contribution', 'challenge'];

/**
 * [WD5] Refuses new words in a journey that is closed or stopped. For thirty days it takes answers to
 * what was asked and is open, and what was written before its end on a device without a network.
 */
export async function demandOpenJourney(
  scope: ScopeTransaction,
  { nowMs, editMs }: Writer,
  type: RecordType,
  fields: Fields,
): Promise<void> {
  if (!spokenTypes.includes(type)) return;
  const journey = await scope.record('journey', scope.scopeKey.journey);
  if (journey === undefined || !hasEnded(journey.fields['state'])) return;
  const endedMs = timeOfStamp(journey.stamps['state'] ?? '');
  demand(nowMs - endedMs <= lateAnswerDays * dayMs, 'precondition', 'The journey ended more than thirty days ago.');
  if (editMs < endedMs) return;
  demand(type === 'contribution', 'precondition', 'The journey has ended: nothing new begins in it.');
  const topic = await scope.record('topic', String(fields['topic']));
  const isOpenAsk = topic?.deleted === false && topic.fields['ask'] !== undefined && topic.fields['state'] === 'open';
  demand(isOpenAsk, 'precondition', 'The journey has ended: only what was asked and is open takes answers.');
}
