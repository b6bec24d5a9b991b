import '../refused/define.js';
import { defineElement } from '../registry/define-element.js';
import { CordeeSyncBadge } from './sync-badge.js';

defineElement('sync-badge', CordeeSyncBadge);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-sync-badge': CordeeSyncBadge;
  }
}
