// tsc has already turned the sources into build/**/*.js with maps, and dist/**/*.d.ts; rollup only arranges.
import { existsSync, readFileSync } from 'node:fs';
import resolve from '@rollup/plugin-node-resolve';
import { walk } from './scripts/files.mjs';
import { cdnOptions } from './scripts/rollup-cdn.mjs';
import { decorate } from './scripts/rollup-decorate.mjs';
import { minify } from './scripts/rollup-minify.mjs';
import { templates } from './scripts/rollup-templates.mjs';

const { dependencies, peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const outside = Object.keys({ ...dependencies, ...peerDependencies });
const external = (id) => id.startsWith('node:') || outside.some((name) => id === name || id.startsWith(`${name}/`));

/** Hands rollup the maps that tsc wrote, so that the final ones lead back to the .ts files. */
const tscMaps = () => ({
  name: 'tsc-maps',
  load(id) {
    if (!id.endsWith('.js') || !existsSync(`${id}.map`) || !id.includes('/build/')) return null;
    const code = readFileSync(id, 'utf8').replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
    return { code, map: readFileSync(`${id}.map`, 'utf8') };
  },
});

const onwarn = (warning, next) => {
  if (warning.code === 'CIRCULAR_DEPENDENCY' && warning.message.includes('node_modules')) return;
  next(warning);
};

const everyModule = Object.fromEntries(
  ['build/src', 'build/components', 'build/server']
    .flatMap(walk)
    .filter(
      (file) =>
        file.endsWith('.js') &&
        !/components\/(cdn|cdn-guard|cdn-start|cdn-unable|classic|classic-entry)\.js$/.test(file),
    )
    .map((file) => [file.slice('build/'.length, -'.js'.length), file]),
);

const forBrowsers = () => [
  tscMaps(),
  decorate(),
  templates(),
  // Without `es2015`, rxjs comes as ES5 and weighs a third more.
  resolve({ browser: true, exportConditions: ['production', 'browser', 'es2015'] }),
  minify(),
];

export default [
  {
    // One file per module; dependencies stay outside, so that an application keeps one copy of each.
    input: everyModule,
    external,
    onwarn,
    output: { dir: 'dist', format: 'es', preserveModules: true, preserveModulesRoot: 'build', sourcemap: true },
    // `sideEffects` of package.json speaks of what is published: read here, it would drop the imports that define.
    plugins: [tscMaps(), templates(), resolve({ ignoreSideEffectsForRoot: true })],
  },
  {
    // <script type="module" src="cordee.js">: a door, with everything behind it in chunks beside it.
    input: cdnOptions.input,
    preserveEntrySignatures: cdnOptions.preserveEntrySignatures,
    onwarn,
    output: { dir: 'dist/cdn', format: 'es', sourcemap: true, ...cdnOptions.output },
    plugins: forBrowsers(),
  },
  {
    // <script src="cordee.iife.js">, for a page that takes classic scripts only: it fetches the module beside it.
    input: 'build/components/classic-entry.js',
    onwarn,
    output: { file: 'dist/cdn/cordee.iife.js', format: 'iife', sourcemap: true },
    plugins: forBrowsers(),
  },
];
