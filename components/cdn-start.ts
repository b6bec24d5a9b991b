// In the bundle, code stands in the order in which it is imported, and gzip looks back 32 kB: style sheets stand
// together, and so does the SDK. That saves half a kilobyte of what travels.
import './styles/tokens.js';
import './styles/base.js';
import './styles/controls.js';
import './styles/delivery.js';
import './styles/theme.js';
import './avatar/avatar.styles.js';
import './challenge/challenge.styles.js';
import './journey/journey.styles.js';
import './journey-path/journey-path.styles.js';
import './sync-badge/sync-badge.styles.js';
// What a page without a bundler calls; it subclasses nothing.
export { createCordee } from '../src/index.js';
import { defineAll } from './define-all.js';
import { mountAll } from './mount.js';

export { addLocale, loadLocale } from './locales/index.js';
export { defineAll, mountAll };

/** Defines every tag, under the prefix that the script's address asks for, and mounts what the page holds once it is read. */
export function start(address: string): void {
  const prefix = new URL(address).searchParams.get('prefix');
  defineAll(prefix ? { prefix } : {});
  if (document.readyState === 'loading')
    document.addEventListener('DOMContentLoaded', () => mountAll(), { once: true });
  else mountAll();
}
