import { defineElement } from '../internal/define-element.js';
import { CordeeAvatar } from './avatar.js';

defineElement('avatar', CordeeAvatar);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-avatar': CordeeAvatar;
  }
}
