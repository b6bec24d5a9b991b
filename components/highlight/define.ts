import '../composer/define.js';
import '../who-reads/define.js';
import { defineElement } from '../registry/define-element.js';
import { CordeeHighlight } from './highlight.js';

defineElement('highlight', CordeeHighlight);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-highlight': CordeeHighlight;
  }
}
