import '../journey-card/define.js';
import { defineElement } from '../registry/define-element.js';
import { CordeeJourneyList } from './journey-list.js';

defineElement('journey-list', CordeeJourneyList);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-journey-list': CordeeJourneyList;
  }
}
