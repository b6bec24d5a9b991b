import type { Grammar } from './grammar.js';
import { en as first } from './first/en.js';
import { en as later } from './later/en.js';

/** The English texts: the reference that every language follows. */
export const en = (grammar: Grammar) => ({ ...first(grammar), ...later(grammar) });

/** Every text of the elements, and what each is told. */
export type Messages = ReturnType<typeof en>;
