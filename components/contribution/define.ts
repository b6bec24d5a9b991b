import '../avatar/define.js';
import { defineElement } from '../registry/define-element.js';
import { CordeeContribution } from './contribution.js';

defineElement('contribution', CordeeContribution);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-contribution': CordeeContribution;
  }
}
