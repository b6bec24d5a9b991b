import { CordeeMyWords } from '../my-words/my-words.js';
import { CordeeServed } from '../served/served.js';

/** How words come back to those who gave them. */
export const elements = { served: CordeeServed, 'my-words': CordeeMyWords };
