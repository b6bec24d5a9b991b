import '../avatar/define.js';
import '../composer/define.js';
import '../contribution/define.js';
import '../own-contributions/define.js';
import '../who-reads/define.js';
import '../served/define.js';
import { defineElement } from '../registry/define-element.js';
import { CordeeChallenge } from './challenge.js';
import { ChallengeThread } from './thread.js';
import { provideThread } from './thread-code.js';

provideThread(() => new ChallengeThread());
defineElement('challenge', CordeeChallenge);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-challenge': CordeeChallenge;
  }
}
