import '../avatar/define.js';
import { defineElement } from '../registry/define-element.js';
import { CordeeMoment } from './moment.js';

defineElement('moment', CordeeMoment);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-moment': CordeeMoment;
  }
}
