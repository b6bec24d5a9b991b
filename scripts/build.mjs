// Sources to what is published: build/ (plain JavaScript), dist/ (modules, types, CDN files) and the manifest.
// With --if-needed, does nothing when no source is younger than the last build.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { compile } from './compile.mjs';
import { newest, removeOlderThan } from './files.mjs';
import { step } from './run.mjs';

const stamp = 'build/.stamp';
const sources = [
  'src',
  'components',
  'server',
  'demo',
  'test',
  'examples',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'rollup.config.mjs',
  'scripts/rollup-cdn.mjs',
  'scripts/rollup-minify.mjs',
  'scripts/rollup-templates.mjs',
  'custom-elements-manifest.config.mjs',
];
const outputs = [stamp, 'build/demo/main.js', 'dist/src/index.js', 'dist/cdn/cordee.js'];

export const isUpToDate = () => outputs.every(existsSync) && newest(sources) <= statSync(stamp).mtimeMs;

/** Builds everything. Gives whether all of it went well; wrong types do not keep the rest from being built. */
export async function build() {
  const startedAt = Date.now();
  const isTyped = await compile();
  const [isBundled, isDeclared, isDescribed] = await Promise.all([
    step('Modules and CDN files bundled', 'rollup', ['-c', '--silent']),
    step('Declarations written', 'tsc', ['-p', 'tsconfig.types.json']),
    step('Manifest written', 'cem', ['analyze', '--config', 'custom-elements-manifest.config.mjs', '--quiet']),
  ]);
  mkdirSync('dist', { recursive: true });
  copyFileSync('components/styles/theme.css', 'dist/theme.css');
  copyFileSync('src/model/template/journey-template.schema.json', 'dist/journey-template.schema.json');
  if (!isBundled) return false;
  removeOlderThan(startedAt, ['dist']);
  writeFileSync(stamp, '');
  return isTyped && isDeclared && isDescribed;
}

/** What an embedder needs: size as it travels and the hash for the `integrity` attribute, of the doors and of what `cordee.js` asks for at once. */
function describeCdn() {
  const [, behind = ''] = /"\.\/(chunks\/start[^"]+)"/.exec(readFileSync('dist/cdn/cordee.js', 'utf8')) ?? [];
  for (const file of ['cordee.js', behind, 'cordee.iife.js']) {
    const code = readFileSync(`dist/cdn/${file}`);
    const integrity = `integrity="sha384-${createHash('sha384').update(code).digest('base64')}"`;
    const size = `${(gzipSync(code, { level: 9 }).length / 1000).toFixed(1)} kB gzipped`;
    console.log(
      file === behind
        ? `<link rel="modulepreload" href="${file}" ${integrity}>  ${size}`
        : `dist/cdn/${file}  ${size}  ${integrity}`,
    );
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const isLazy = process.argv.includes('--if-needed');
  if (!(isLazy && isUpToDate())) {
    const isGood = await build();
    if (existsSync('dist/cdn/cordee.js') && !isLazy) describeCdn();
    // Who only wants to run it sees the type errors above and goes on, as long as there is something to run.
    if (!isGood && !(isLazy && isUpToDate())) process.exitCode = 1;
  }
}
