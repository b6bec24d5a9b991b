import '../moment/define.js';
import '../step/define.js';
import { defineElement } from '../registry/define-element.js';
import { CordeeJourneyPath } from './journey-path.js';

defineElement('journey-path', CordeeJourneyPath);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-journey-path': CordeeJourneyPath;
  }
}
