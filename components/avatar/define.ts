import { defineElement } from '../registry/define-element.js';
import { CordeeAvatar } from './avatar.js';

defineElement('avatar', CordeeAvatar);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-avatar': CordeeAvatar;
  }
}
