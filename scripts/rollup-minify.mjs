// How what goes to a browser is made small, the same in what is published and in what `npm run size` measures.
import terser from '@rollup/plugin-terser';

/** Rollup plugins. */
export const minify = () => [
  terser({
    ecma: 2022,
    module: true,
    compress: { passes: 3, inline: 1, pure_getters: true, unsafe_arrows: true },
    format: { comments: false },
  }),
];
