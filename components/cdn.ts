import { defineAll } from './define-all.js';
import { mountAll } from './mount.js';

// What a page without a bundler calls; it subclasses nothing.
export { createCordee } from '../src/index.js';
export { addLocale, loadLocale } from './locales/index.js';
export { defineAll, mountAll };

const prefix = new URL(import.meta.url).searchParams.get('prefix');
defineAll(prefix ? { prefix } : {});
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => mountAll(), { once: true });
else mountAll();
