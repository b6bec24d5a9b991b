import { defineElement } from '../registry/define-element.js';
import { CordeeInvite } from './invite.js';

defineElement('invite', CordeeInvite);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-invite': CordeeInvite;
  }
}
