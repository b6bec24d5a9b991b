import { defineAll } from './define-all.js';
import { mountAll } from './mount.js';

// What a page without a bundler calls; it subclasses nothing.
export { createCordee } from '../src/index.js';
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
