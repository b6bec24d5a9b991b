import { wordless } from '../src/model/words.js';
import { instantOf } from '../src/model/time.js';
import { changeRow } from './change-record.js';
import type { JourneyDraft } from './journey-draft.js';
import type { StoredRow } from './sync-storage.js';
import type { Writer } from './writer.js';

/**
 * Takes back everything that the writer has said in a journey. The words are gone from every
 * record; where others have answered, an empty shell stays, so that their answers keep their
 * place. What the coach changed of the person's path stays theirs.
 */
export async function withdrawWords(draft: JourneyDraft, writer: Writer): Promise<void> {
  for (const row of await draft.writtenBy(writer.person)) await withdraw(draft, writer, row);
}

async function withdraw(draft: JourneyDraft, writer: Writer, row: StoredRow): Promise<void> {
  switch (row.type) {
    case 'contribution':
      return changeRow(draft, writer, row, {
        body: wordless,
        attachments: null,
        withdrawnAt: row.fields['withdrawnAt'] ?? instantOf(writer.nowMs),
      });
    case 'topic':
    case 'challenge': {
      const answers = await draft.dependents('topic', [row.id]);
      if (answers.every(({ fields }) => fields['by'] === writer.person)) return remove(draft, [row, ...answers]);
      return changeRow(draft, writer, row, { body: wordless, state: row.type === 'topic' ? 'closed' : 'let-go' });
    }
    case 'answer':
    case 'served':
    case 'goalRating':
    case 'ifThen':
    // The reason that was given with it is theirs too.
    case 'moveProposal':
      return remove(draft, [row]);
    default:
  }
}

async function remove(draft: JourneyDraft, rows: readonly StoredRow[]): Promise<void> {
  const marks = await draft.dependents(
    'item',
    rows.map(({ id }) => id),
  );
  for (const row of [...rows, ...marks]) draft.remove(row);
}
