import { CordeeOwnContributions } from '../own-contributions/own-contributions.js';

/**
 * What may still be done with words that are posted, under the name of before.
 * @deprecated Use `CordeeOwnContributions` and `<cordee-own-contributions>`, which are the same.
 * @tag cordee-own-words
 * @csspart base - The whole.
 * @csspart panel - What opens.
 * @csspart status - The sentence that says what became of it.
 */
export class CordeeOwnWords extends CordeeOwnContributions {}
