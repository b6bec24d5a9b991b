import '../personal/define.js';
import { defineElement } from '../registry/define-element.js';
import { CordeeMine } from './mine.js';

defineElement('mine', CordeeMine);

declare global {
  interface HTMLElementTagNameMap {
    /** @deprecated Use `cordee-personal`. */
    'cordee-mine': CordeeMine;
  }
}
