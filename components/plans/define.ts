import '../plan/define.js';
import '../who-reads/define.js';
import { defineElement } from '../registry/define-element.js';
import { CordeePlans } from './plans.js';

defineElement('plans', CordeePlans);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-plans': CordeePlans;
  }
}
