import { defineElement } from '../registry/define-element.js';
import { CordeeMyWords } from './my-words.js';

defineElement('my-words', CordeeMyWords);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-my-words': CordeeMyWords;
  }
}
