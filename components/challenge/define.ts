import '../avatar/define.js';
import '../composer/define.js';
import '../contribution/define.js';
import '../own-contributions/define.js';
import '../who-reads/define.js';
import '../served/define.js';
import { defineElement } from '../registry/define-element.js';
import { CordeeChallenge } from './challenge.js';

defineElement('challenge', CordeeChallenge);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-challenge': CordeeChallenge;
  }
}
