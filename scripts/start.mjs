// `npm start`: builds what is missing or out of date, then serves the demonstration until Ctrl+C.
// Only built-in modules are imported before the version of Node is known to be enough.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

function refuse(sentence) {
  console.error(sentence);
  process.exit(1);
}

const { engines } = JSON.parse(readFileSync('package.json', 'utf8'));
const wanted = engines.node
  .replace(/[^\d.]/g, '')
  .split('.')
  .map(Number);
// CORDEE_NODE_VERSION stands in for another version in the test of this check.
const present = (process.env.CORDEE_NODE_VERSION || process.versions.node).split('.').map(Number);
const difference = wanted.map((part, index) => (present[index] || 0) - part).find((part) => part !== 0) || 0;
if (difference < 0)
  refuse(
    `Cordée needs Node.js ${wanted.join('.')} or newer, and this is ${present.join('.')}: install a newer one from https://nodejs.org.`,
  );
if (!existsSync('node_modules')) refuse('The packages are not installed yet: run "npm install" first.');

const { build, isUpToDate } = await import('./build.mjs');
if (!isUpToDate()) {
  console.log('Building what has changed…');
  await build();
  if (!existsSync('build/demo/main.js') || !existsSync('dist/cdn/cordee.js'))
    refuse('The build failed, see above: nothing was started.');
}
await import('../build/demo/main.js');
