import '../hours/define.js';
import '../export/define.js';
import '../plans/define.js';
import '../my-words/define.js';
import '../pace/define.js';
import { defineElement } from '../registry/define-element.js';
import { CordeePersonal } from './personal.js';

defineElement('personal', CordeePersonal);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-personal': CordeePersonal;
  }
}
