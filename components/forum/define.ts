import '../avatar/define.js';
import '../composer/define.js';
import '../topic/define.js';
import { defineElement } from '../registry/define-element.js';
import { CordeeForum } from './forum.js';

defineElement('forum', CordeeForum);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-forum': CordeeForum;
  }
}
