import { defineElement } from '../registry/define-element.js';
import { CordeeRequests } from './requests.js';

defineElement('requests', CordeeRequests);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-requests': CordeeRequests;
  }
}
