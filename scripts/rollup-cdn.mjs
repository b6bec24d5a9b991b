// How the files for pages without a bundler are cut, the same in what is published and in what `npm run size` measures.

/**
 * A page may write `cordee.js?ver=6.1.9`, and a module is what its whole address says: whatever imports `cordee.js` would
 * get a second copy of it. So the entry is a thin door, and what all parts share has a name with a hash, made by us.
 */
export const cdnOptions = {
  input: {
    cordee: 'build/components/cdn.js',
    guard: 'build/components/cdn-guard.js',
    start: 'build/components/cdn-start.js',
  },
  // A part may import from what all share: one request, not two.
  preserveEntrySignatures: 'allow-extension',
  output: {
    entryFileNames: ({ name }) => (name === 'cordee' ? 'cordee.js' : 'chunks/[name]-[hash:7].js'),
    chunkFileNames: 'chunks/[name]-[hash:7].js',
    // MooTools puts a class of its own in the place of `Event`, and our events, and Lit's, would be of that class.
    intro: 'const Event = /*@__PURE__*/ Object.getPrototypeOf(CustomEvent);',
  },
};
