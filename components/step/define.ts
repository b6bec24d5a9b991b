import '../composer/define.js';
import '../own-words/define.js';
import { defineElement } from '../internal/define-element.js';
import { CordeeStep } from './step.js';

defineElement('step', CordeeStep);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-step': CordeeStep;
  }
}
