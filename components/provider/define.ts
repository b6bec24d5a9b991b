import { defineElement } from '../registry/define-element.js';
import { CordeeProvider } from './provider.js';

defineElement('provider', CordeeProvider);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-provider': CordeeProvider;
  }
}
