import { defineElement } from '../registry/define-element.js';
import { CordeeLater } from './scheduled.js';

defineElement('later', CordeeLater);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-later': CordeeLater;
  }
}
