import type { DatabaseReader } from './database.js';
import type { Failover } from './failover.js';
import type { JourneyRow } from './rows.js';
import type { AnswerKey, KeptAnswers } from './store.js';
import type { TurnQueue } from './turn-queue.js';

/** Answers of the server that are no records: where digests are, since they too can be made again. */
const keyOf = ({ journey = '', name, args }: AnswerKey) => ['answer', journey, name, args] as const;

export function createKeptAnswers(
  read: <T>(body: (tx: DatabaseReader) => Promise<T>) => Promise<T>,
  turns: Pick<TurnQueue, 'take'>,
  disk: Pick<Failover, 'attempt'>,
): KeptAnswers {
  return {
    get: (key) => read((tx) => tx.get('extracts', keyOf(key))),
    put: (key, answer) =>
      turns.take(() =>
        disk.attempt((database) =>
          database.write(['journeys', 'extracts'], 'relaxed', async (tx) => {
            // The answer may come after the journey has been taken away.
            const row = (await tx.get('journeys', [key.journey ?? ''])) as JourneyRow | undefined;
            if (key.journey === undefined || (row && !row.isGone && row.cursor !== undefined))
              tx.put('extracts', keyOf(key), answer);
          }),
        ),
      ),
    delete: (key) =>
      turns.take(() =>
        disk.attempt((database) =>
          database.write(['journeys', 'extracts'], 'relaxed', async (tx) => {
            await tx.count('extracts', keyOf(key));
            tx.delete('extracts', keyOf(key));
          }),
        ),
      ),
  };
}
