import '../hours/define.js';
import '../export/define.js';
import '../plans/define.js';
import '../my-words/define.js';
import '../pace/define.js';
import { defineElement } from '../registry/define-element.js';
import { CordeeMine } from './personal.js';

defineElement('mine', CordeeMine);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-mine': CordeeMine;
  }
}
