// The door of a page without a bundler, and nothing else: a page may write a query after its address, which makes it
// another module. What must be there once is behind it, under a name of its own that no page writes.
import { hasStarted } from './cdn-guard.js';
import { start } from './cdn-start.js';

export { addLocale, createCordee, defineAll, loadLocale, mountAll } from './cdn-start.js';

start(import.meta.url);
hasStarted();
