import '../scheduled/define.js';
import { defineElement } from '../registry/define-element.js';
import { CordeeLater } from './later.js';

defineElement('later', CordeeLater);

declare global {
  interface HTMLElementTagNameMap {
    /** @deprecated Use `cordee-scheduled`. */
    'cordee-later': CordeeLater;
  }
}
