import '../who-reads/define.js';
import { defineElement } from '../registry/define-element.js';
import { CordeeOwnContributions } from './own-contributions.js';

defineElement('own-contributions', CordeeOwnContributions);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-own-contributions': CordeeOwnContributions;
  }
}
