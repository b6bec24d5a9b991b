// A page per candidate: the harness, its adapter and the library in one file, as a host would bundle them.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

/** Chunks of a production build, in memory. */
async function bundle(file, input, options = {}) {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    mode: 'production',
    // As in rollup.config.mjs: without `es2015`, rxjs comes as ES5.
    resolve: {
      alias: { candidate: resolve(file), events: resolve('bench/harness/events.mjs') },
      conditions: ['es2015', 'module', 'browser', 'production'],
    },
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      reportCompressedSize: false,
      rollupOptions: {
        input,
        preserveEntrySignatures: 'exports-only',
        ...options,
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  return built.output.filter(({ type }) => type === 'chunk');
}

/** Writes `<folder>/<candidate>/index.html` with its scripts. */
export async function bundleCandidate({ name, file }, folder) {
  const target = join(folder, name);
  mkdirSync(target, { recursive: true });
  for (const { fileName, code } of await bundle(file, { page: resolve('bench/page/main.mjs') }))
    writeFileSync(join(target, fileName), code);
  writeFileSync(
    join(target, 'index.html'),
    `<!doctype html><meta charset="utf-8"><title>${name}</title><script type="module" src="page.js"></script>`,
  );
}

/** Bytes, gzipped, of the adapter with its library and without the workload; what is loaded later is left out. */
export async function weighCandidate({ file }) {
  const chunks = await bundle(file, { candidate: resolve(file) }, { external: /\/workload\// });
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const initial = new Set([chunks.find(({ isEntry }) => isEntry).fileName]);
  for (const name of initial) for (const next of byName.get(name).imports) if (byName.has(next)) initial.add(next);
  return [...initial].reduce((sum, name) => sum + gzipSync(byName.get(name).code, { level: 9 }).length, 0);
}

export const versionOf = (name) => JSON.parse(readFileSync(join('node_modules', name, 'package.json'), 'utf8')).version;
