import { defineAll } from './define-all.js';
import { mountAll } from './mount.js';

export * from './index.js';
export * from '../src/index.js';

const prefix = new URL(import.meta.url).searchParams.get('prefix');
defineAll(prefix ? { prefix } : {});
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => mountAll(), { once: true });
else mountAll();
