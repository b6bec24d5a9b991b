import '../challenge/define.js';
import '../forum/define.js';
import '../journey-list/define.js';
import '../journey-path/define.js';
import '../scheduled/define.js';
import '../leave/define.js';
import '../news/define.js';
import '../requests/define.js';
import '../sync-badge/define.js';
import '../avatar/define.js';
import { defineElement } from '../registry/define-element.js';
import { addParts } from '../registry/element-bundles.js';
import { CordeeJourney } from './journey.js';
import { tabParts } from './tabs.js';

defineElement('journey', CordeeJourney);
addParts(tabParts, () => false);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-journey': CordeeJourney;
  }
}
