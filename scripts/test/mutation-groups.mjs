/** Which files are changed, which tests are to notice, and how many changes of a hundred they notice at least. */
export const groups = {
  permissions: {
    mutate: ['model/access/permissions.js'],
    tests: ['model/access/permissions.test.js'],
    atLeast: 85,
  },
  merge: {
    mutate: ['merge', 'merge-answers', 'merge-carry', 'merge-conflicts', 'merge-rows'].map(
      (name) => `model/journey/${name}.js`,
    ),
    tests: ['model/journey/merge.test.js'],
    atLeast: 85,
  },
  sync: {
    mutate: ['sync/sync-state.js', 'store/apply-pull.js'],
    tests: [
      'sync/sync-state.test.js',
      'store/apply-pull.test.js',
      'store/memory-store.test.js',
      'store/record-store.test.js',
      'sync/clock.test.js',
    ],
    atLeast: 85,
  },
};
