import type { Env } from '../env.js';
import type { DatabaseWriter } from './database.js';
import { keyOf } from './optimistic-view.js';
import { keepInTray } from './rows.js';
import type { ScopeTransaction } from './scope-transaction.js';

/** [ST8] What was begun in a place that is gone belongs nowhere: its words go to the tray, where their author finds them and lets go of them. */
export function putDraftsAside(
  { tx, env, noteWaiting }: { readonly tx: DatabaseWriter; readonly env: Env; readonly noteWaiting: () => void },
  scope: ScopeTransaction,
): void {
  const { journey } = scope.row;
  for (const { type, id, space, fields } of [...scope.records()]) {
    if (type !== 'draft') continue;
    const { text = '', form = {} } = (fields['words'] ?? {}) as {
      readonly text?: string;
      readonly form?: Readonly<Record<string, string>>;
    };
    const words = [text, ...Object.values(form)].filter((line) => line.trim() !== '').join('\n');
    scope.remove(keyOf(type, id));
    if (words === '') continue;
    keepInTray(
      tx,
      env,
      { journey, change: { kind: 'set', type, id, space, fields: { ...fields, body: { text: words } } } },
      'space_gone',
    );
    noteWaiting();
  }
}
