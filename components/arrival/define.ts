import '../journey/define.js';
import { defineElement } from '../registry/define-element.js';
import { CordeeArrival } from './arrival.js';

defineElement('arrival', CordeeArrival);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-arrival': CordeeArrival;
  }
}
