import { wordless } from '../../src/model/conversation/words.js';
import { instantOf } from '../../src/model/value/time.js';
import { changeRow } from './change-record.js';
import type { ScopeTransaction } from './scope-transaction.js';
import type { StoredRow } from '../storage/sync-storage.js';
import type { Writer } from './writer.js';

/**
 * Takes back everything that the writer has said in a journey. The words are gone from every
 * record; where others have answered, an empty shell stays, so that their answers keep their
 * place. What the coach changed of the person's path stays theirs.
 */
export async function withdrawWords(scope: ScopeTransaction, writer: Writer): Promise<void> {
  for (const row of await scope.writtenBy(writer.person)) await withdraw(scope, writer, row);
}

async function withdraw(scope: ScopeTransaction, writer: Writer, row: StoredRow): Promise<void> {
  switch (row.type) {
    case 'contribution':
      return changeRow(scope, writer, row, {
        body: wordless,
        attachments: null,
        withdrawnAt: row.fields['withdrawnAt'] ?? instantOf(writer.nowMs),
      });
    case 'topic':
    case 'challenge': {
      const answers = await scope.dependents('topic', [row.id]);
      if (answers.every(({ fields }) => fields['by'] === writer.person)) return remove(scope, [row, ...answers]);
      return changeRow(scope, writer, row, { body: wordless, state: row.type === 'topic' ? 'closed' : 'let-go' });
    }
    case 'answer':
    case 'served':
    case 'goalRating':
    case 'ifThen':
    case 'note':
    // The reason that was given with it is theirs too.
    case 'moveProposal':
      return remove(scope, [row]);
    default:
  }
}

async function remove(scope: ScopeTransaction, rows: readonly StoredRow[]): Promise<void> {
  const marks = await scope.dependents(
    'item',
    rows.map(({ id }) => id),
  );
  for (const row of [...rows, ...marks]) scope.remove(row);
}
