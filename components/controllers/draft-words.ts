import type { DraftWords } from '../../src/index.js';

type Kept = DraftWords | undefined;
const lines = ['moment', 'saw', 'effect', 'next'] as const;

/** The same for the same words, whoever put them together. Of nothing it is empty. */
export const keyOfDraft = (words: Kept): string =>
  words === undefined
    ? ''
    : JSON.stringify(
        [words.text, words.form && lines.map((line) => words.form?.[line]), words.audience, words.kind].map(
          (part) => part ?? null,
        ),
      );

export const isSameDraft = (one: Kept, other: Kept): boolean => keyOfDraft(one) === keyOfDraft(other);

/** Both texts, the first above the other; once, where one holds the other. */
function join(first: string, second: string): string {
  if (first.includes(second)) return first;
  return second.includes(first) ? second : `${first}\n\n${second}`;
}

/** All that is in either of them. What was chosen last holds. */
export function joinDrafts(first: DraftWords, second: Kept): DraftWords {
  if (!second) return first;
  const { form } = first;
  const both = form && second.form ? { moment: '', saw: '', effect: '', next: '' } : undefined;
  if (both) for (const line of lines) both[line] = join(form?.[line] ?? '', second.form?.[line] ?? '');
  return { ...first, ...second, text: join(first.text, second.text), ...(both || form ? { form: both ?? form } : {}) };
}
