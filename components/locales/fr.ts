import type { Messages } from './en.js';
import type { Grammar } from './grammar.js';
import { fr as first } from './first/fr.js';
import { fr as later } from './later/fr.js';

/** The French texts. They say *tu* or *vous* as the journey does, and give nobody a gender. */
export const fr = (grammar: Grammar): Messages => ({ ...first(grammar), ...later(grammar) });
