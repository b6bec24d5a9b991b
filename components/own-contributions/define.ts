import '../who-reads/define.js';
import { defineElement } from '../registry/define-element.js';
import { CordeeOwnWords } from './own-contributions.js';

defineElement('own-words', CordeeOwnWords);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-own-words': CordeeOwnWords;
  }
}
