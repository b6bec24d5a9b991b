import '../avatar/define.js';
import { defineElement } from '../registry/define-element.js';
import { CordeeJourneyCard } from './journey-card.js';

defineElement('journey-card', CordeeJourneyCard);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-journey-card': CordeeJourneyCard;
  }
}
