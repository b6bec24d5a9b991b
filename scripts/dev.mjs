// `npm run dev`: the demonstration while its sources change. A page loads again with what was just saved, the server
// starts again with its data kept, and what is wrong with the sources is told here and on the page. Ctrl+C ends it all.
//   npm run dev -- --fresh     begins the demonstration again
//   PORT=4174 npm run dev      CORDEE_DATA_DIR=folder keeps its data elsewhere
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
if (!existsSync('node_modules')) {
  console.error('The packages are not installed yet: run "npm install" first.');
  process.exit(1);
}

const { openBundles } = await import('./dev/bundles.mjs');
const { createDemoServer } = await import('./dev/demo-server.mjs');
const { createFront } = await import('./dev/front.mjs');
const { createTypeCheck } = await import('./dev/types.mjs');
const { newest } = await import('./files.mjs');
const { watchFolders } = await import('./watch-folders.mjs');

const port = Number(process.env.PORT ?? 4173);
const bundleFile = resolve('build/dev/server.js');
const dataFolder = process.env.CORDEE_DATA_DIR || resolve('.cordee/demo');
const problems = { page: [], server: [], start: [], types: [] };
const state = {
  files: new Map(),
  version: 0,
  problems: () => Object.values(problems).flat(),
  server: Promise.resolve(undefined),
};
const front = createFront(state);
const bundles = await openBundles();
const demo = createDemoServer({
  bundle: pathToFileURL(bundleFile).href,
  dataFolder,
  args: process.argv.slice(2),
  onEnd(problem) {
    problems.start = [problem];
    front.tell();
  },
});

function say(found) {
  for (const problem of found) console.error(`\n${problem}`);
}

let seenTypes = '';
const types = createTypeCheck((errors) => {
  problems.types = errors;
  if (errors.join() !== seenTypes) say(errors.length > 0 ? errors : ['The types are right again.']);
  seenTypes = errors.join();
  front.tell();
});

/** What runs: the page's code, the server's, and what the server reads once and pages read from the disk. */
const running = { page: undefined, server: undefined, content: 0, public: 0 };

async function update() {
  const since = performance.now();
  const [page, server] = await Promise.all([bundles.page.build(), bundles.server.build()]);
  problems.page = page.problems;
  problems.server = server.problems;
  say([...page.problems, ...server.problems]);
  const content = newest(['demo/content']);
  const own = newest(['demo/public', 'scripts/dev/reload.js']);
  const changed = [];
  if (page.hash && page.hash !== running.page) {
    const folder = resolve('build/dev/page');
    state.files = new Map(page.files.map(({ path, contents }) => [path.slice(folder.length), contents]));
    running.page = page.hash;
    changed.push('elements');
  }
  if (server.hash && (server.hash !== running.server || content !== running.content)) {
    mkdirSync(join(bundleFile, '..'), { recursive: true });
    for (const { path, contents } of server.files) writeFileSync(path, contents);
    Object.assign(running, { server: server.hash, content });
    const started = demo.restart();
    state.server = started.then((told) => told.port);
    const { problem } = await started;
    problems.start = problem ? [problem] : [];
    say(problems.start);
    changed.push('server');
  }
  if (own !== running.public) changed.push('page');
  running.public = own;
  if (changed.length > 0) {
    state.version += 1;
    console.log(`${changed.join(' and ')} in ${((performance.now() - since) / 1000).toFixed(1)} s`);
  }
  front.tell();
  types.look();
}

/** One update at a time; changes during one are for the next. */
let work = Promise.resolve();
let isAsked = false;
const ask = () => {
  if (isAsked) return;
  isAsked = true;
  work = work.then(() => {
    isAsked = false;
    return update();
  });
};

let url;
try {
  url = await front.listen(port);
} catch (error) {
  if (error.code !== 'EADDRINUSE') throw error;
  console.error(`Port ${port} is in use: choose another with PORT=${port + 1} npm run dev.`);
  process.exit(1);
}
const stopWatching = watchFolders(['src', 'components', 'server', 'demo'], ask);
ask();
await work;
console.log(`
Cordée while it changes

  Everybody       ${url}/
  Inès            ${url}/as/ines
  Marc, her coach ${url}/as/marc     in a private window, to be two people at once

  Kept in         ${dataFolder}
  Stop            Ctrl+C
`);

let isClosing = false;
async function stop() {
  if (isClosing) return;
  isClosing = true;
  stopWatching();
  await work;
  types.stop();
  await Promise.all([demo.stop(), bundles.page.close(), bundles.server.close()]);
  front.close();
  console.log('Closed.');
  process.exit(0);
}
process.on('SIGINT', () => void stop());
process.on('SIGTERM', () => void stop());
