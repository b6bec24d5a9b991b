// The helper of TypeScript that travels to a page, without what other decorators than Lit's need: ours stand alone.
const helper = `
export const __decorate = ([decorator], target, key, given) => {
  const found = decorator(target, key, given === null ? Object.getOwnPropertyDescriptor(target, key) : given);
  if (found) Object.defineProperty(target, key, found);
};
`;

/** Rollup plugin: decorators of properties and accessors, as Lit’s are. */
export const decorate = () => ({
  name: 'decorate',
  resolveId: (id, importer) => (id === 'tslib' && importer?.includes('/build/') ? '\0decorate' : null),
  load: (id) => (id === '\0decorate' ? { code: helper, moduleSideEffects: false } : null),
});
