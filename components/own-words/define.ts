import '../who-reads/define.js';
import { defineElement } from '../internal/define-element.js';
import { CordeeOwnWords } from './own-words.js';

defineElement('own-words', CordeeOwnWords);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-own-words': CordeeOwnWords;
  }
}
