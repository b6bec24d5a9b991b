import '../own-contributions/define.js';
import { defineElement } from '../registry/define-element.js';
import { CordeeOwnWords } from './own-words.js';

defineElement('own-words', CordeeOwnWords);

declare global {
  interface HTMLElementTagNameMap {
    /** @deprecated Use `cordee-own-contributions`. */
    'cordee-own-words': CordeeOwnWords;
  }
}
