import '../highlight/define.js';
import { defineElement } from '../registry/define-element.js';
import { CordeeHighlights } from './highlights.js';

defineElement('highlights', CordeeHighlights);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-highlights': CordeeHighlights;
  }
}
