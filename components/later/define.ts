import { defineElement } from '../internal/define-element.js';
import { CordeeLater } from './later.js';

defineElement('later', CordeeLater);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-later': CordeeLater;
  }
}
