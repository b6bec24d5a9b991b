// TypeScript to JavaScript, in build/: what tests, the demo and the bundler read. Takes about a second.
import { pathToFileURL } from 'node:url';
import { removeOlderThan } from './files.mjs';
import { capture, report } from './run.mjs';

const folders = ['src', 'components', 'server', 'demo', 'test', 'examples'].map((folder) => `build/${folder}`);

/**
 * Gives whether the types are right; the JavaScript is written either way. CORDEE_COMPILED says that it has just been
 * done: nothing in build/ changes under tests that run at the same time.
 */
export async function compile() {
  if (process.env.CORDEE_COMPILED) return true;
  const since = performance.now();
  const startedAt = Date.now();
  const { code, output } = await capture('tsc', ['-p', 'tsconfig.build.json']);
  removeOlderThan(startedAt, folders);
  report('TypeScript compiled', code === 0, since, output);
  return code === 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = (await compile()) ? 0 : 1;
