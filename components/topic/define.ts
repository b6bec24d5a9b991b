import '../composer/define.js';
import '../contribution/define.js';
import '../own-contributions/define.js';
import '../who-reads/define.js';
import '../served/define.js';
import { defineElement } from '../registry/define-element.js';
import { CordeeTopic } from './topic.js';

defineElement('topic', CordeeTopic);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-topic': CordeeTopic;
  }
}
