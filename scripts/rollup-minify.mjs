// How what goes to a browser is made small, the same in what is published and in what `npm run size` measures.
import terser from '@rollup/plugin-terser';
import { minifySync } from 'vite';

/** Rollup plugins. The second shortens what the first leaves: together they save more than either. */
export const minify = () => [
  terser({
    ecma: 2022,
    module: true,
    compress: { passes: 3, inline: 1, pure_getters: true, unsafe_arrows: true },
    format: { comments: false },
  }),
  {
    name: 'shorten',
    renderChunk(code, { fileName }, { sourcemap }) {
      const {
        code: shorter,
        map,
        errors,
      } = minifySync(fileName, code, {
        module: true,
        compress: { target: 'es2022' },
        mangle: false,
        codegen: { removeWhitespace: true },
        sourcemap: Boolean(sourcemap),
      });
      if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
      return { code: shorter, map: map ?? null };
    },
  },
];
