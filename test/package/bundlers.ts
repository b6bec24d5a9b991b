import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { build as esbuild } from 'esbuild';
import { rollup, type Plugin } from 'rollup';
import { build as vite, createServer } from 'vite';
import webpack from 'webpack';

export type Mode = 'development' | 'production';

/** What to bundle: modules of an application, and where. */
export interface Job {
  readonly app: string;
  readonly entries: readonly string[];
  readonly mode: Mode;
  readonly platform: 'browser' | 'node';
  /** What is left to be found when it runs. */
  readonly external: readonly string[];
  readonly into: string;
}

/** Bundles as its documentation says, with no setting that a package could hide behind. Gives `<name of the entry>.js` each. */
export type Bundler = (job: Job) => Promise<void>;

const nameOf = (file: string): string => basename(file, '.js');
const inputOf = (entries: readonly string[]) => Object.fromEntries(entries.map((file) => [nameOf(file), file]));

/** What a page with Rollup has from its plugins: sheets and JSON become text. */
const text = (): Plugin => ({
  name: 'text',
  load: (id) =>
    /\.(css|json)$/.test(id)
      ? {
          code: `document.body.dataset['text'] = ${JSON.stringify(readFileSync(id, 'utf8'))};`,
          moduleSideEffects: null,
        }
      : null,
});

export const bundlers: Readonly<Record<string, Bundler>> = {
  async vite({ app, entries, mode, platform, external, into }) {
    await vite({
      root: app,
      mode,
      logLevel: 'error',
      configFile: false,
      build: {
        outDir: into,
        minify: false,
        target: 'es2022',
        modulePreload: false,
        emptyOutDir: true,
        ...(platform === 'node' ? { ssr: true } : {}),
        rollupOptions: {
          input: inputOf(entries),
          external: [...external],
          output: { entryFileNames: '[name].js' },
          preserveEntrySignatures: 'allow-extension',
        },
      },
      ...(platform === 'node' ? { ssr: { noExternal: ['cordee'] } } : {}),
    });
  },
  async rollup({ entries, mode, platform, external, into }) {
    const bundle = await rollup({
      input: inputOf(entries),
      external: (id) => id.startsWith('node:') || external.some((name) => id === name || id.startsWith(`${name}/`)),
      onwarn() {},
      plugins: [nodeResolve({ browser: platform === 'browser', exportConditions: [mode] }), text()],
    });
    await bundle.write({ dir: into, entryFileNames: '[name].js' });
    await bundle.close();
  },
  async esbuild({ app, entries, mode, platform, external, into }) {
    await esbuild({
      absWorkingDir: app,
      entryPoints: [...entries],
      outdir: into,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform,
      conditions: [mode, 'module'],
      external: external.flatMap((name) => [name, `${name}/*`]),
      logLevel: 'error',
      logOverride: { 'ignored-bare-import': 'silent' },
    });
  },
  async webpack({ app, entries, mode, platform, external, into }) {
    const compiler = webpack({
      context: app,
      entry: inputOf(entries),
      mode,
      devtool: false,
      target: platform === 'node' ? 'node20' : ['web', 'es2022'],
      experiments: { outputModule: true, css: true },
      externals: platform === 'node' ? Object.fromEntries(external.map((name) => [name, `import ${name}`])) : {},
      output: { path: into, filename: '[name].js', module: true, chunkFormat: 'module', publicPath: 'auto' },
      optimization: { minimize: false, splitChunks: { chunks: 'all' }, runtimeChunk: 'single' },
    });
    await new Promise<void>((done, fail) =>
      compiler.run((error, stats) => {
        compiler.close(() => {
          if (error ?? stats?.hasErrors()) fail(error ?? new Error(stats?.toString({ all: false, errors: true })));
          else done();
        });
      }),
    );
  },
};

/** Vite as it runs while somebody develops: nothing of the application is bundled, packages are, beforehand. */
export async function serveWithVite(
  app: string,
  doors: readonly string[],
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const cacheDir = join(app, 'vite-cache');
  await mkdir(cacheDir, { recursive: true });
  const server = await createServer({
    root: app,
    configFile: false,
    logLevel: 'error',
    cacheDir,
    appType: 'custom',
    server: { port: 0, host: '127.0.0.1', hmr: false, ws: false, watch: null },
    optimizeDeps: { include: [...doors], noDiscovery: true },
  });
  await server.listen();
  return { url: `${server.resolvedUrls?.local[0] ?? ''}entries/`, close: () => server.close() };
}
