import '../composer/define.js';
import '../own-contributions/define.js';
import { defineElement } from '../registry/define-element.js';
import { CordeeStep } from './step.js';

defineElement('step', CordeeStep);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-step': CordeeStep;
  }
}
