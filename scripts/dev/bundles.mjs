// The sources of the demonstration to what runs: for the page in memory, for the server in build/dev. esbuild takes
// each from TypeScript in a fraction of a second; it does not know types, which types.mjs looks at beside it.
import { createHash } from 'node:crypto';
import esbuild from 'esbuild';

const shared = {
  bundle: true,
  format: 'esm',
  target: 'es2022',
  sourcemap: 'inline',
  logLevel: 'silent',
  tsconfig: 'tsconfig.json',
};

/** The same door and the same addresses as in dist/cdn. */
const forPage = {
  ...shared,
  entryPoints: { cordee: 'components/cdn.ts' },
  outdir: 'build/dev/page',
  write: false,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  conditions: ['browser', 'es2015'],
};

/** As deep below the project as build/demo: demo/ finds its files from where it runs. */
const forServer = {
  ...shared,
  entryPoints: { server: 'demo/server.ts' },
  outdir: 'build/dev',
  platform: 'node',
  packages: 'external',
};

const inWords = async (errors) =>
  (await esbuild.formatMessages(errors, { kind: 'error', color: false })).map((text) => text.trim());

const hashOf = (files) => {
  const hash = createHash('sha256');
  for (const { path, contents } of files) hash.update(path).update(contents);
  return hash.digest('hex');
};

async function open(options) {
  const context = await esbuild.context({ ...options, write: false });
  return {
    /** Files with their hash, or what is wrong with the sources, in words. */
    async build() {
      try {
        const { outputFiles } = await context.rebuild();
        return { files: outputFiles, hash: hashOf(outputFiles), problems: [] };
      } catch (error) {
        if (!Array.isArray(error.errors)) throw error;
        return { files: [], hash: undefined, problems: await inWords(error.errors) };
      }
    },
    close: () => context.dispose(),
  };
}

export const openBundles = async () => ({ page: await open(forPage), server: await open(forServer) });
