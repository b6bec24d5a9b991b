import { defineElement } from '../internal/define-element.js';
import { CordeeProvider } from './provider.js';

defineElement('provider', CordeeProvider);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-provider': CordeeProvider;
  }
}
