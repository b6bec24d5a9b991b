import '../who-reads/define.js';
import { defineElement } from '../registry/define-element.js';
import { CordeeComposer } from './composer.js';

defineElement('composer', CordeeComposer);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-composer': CordeeComposer;
  }
}
