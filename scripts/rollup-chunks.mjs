// Which modules of the file for browsers travel together: what every first sync fetches is one chunk, so that it is
// one request and squeezed as one text.

const firstSync = /\/build\/src\/(sync\/network|store\/(upkeep|digests)|overview\/digest)\.js$/;

/** The modules that these need at once, and theirs. */
function reachedFrom(ids, getModuleInfo) {
  const reached = new Set(ids);
  for (const id of reached) for (const next of getModuleInfo(id)?.importedIds ?? []) reached.add(next);
  return reached;
}

/** Part of rollup's output options. What the entry holds stays there. */
export const chunks = () => {
  let sync;
  return {
    onlyExplicitManualChunks: true,
    manualChunks(id, { getModuleIds, getModuleInfo }) {
      if (!sync) {
        const all = [...getModuleIds()];
        const entry = reachedFrom(all.filter((one) => getModuleInfo(one).isEntry), getModuleInfo);
        sync = new Set([...reachedFrom(all.filter((one) => firstSync.test(one)), getModuleInfo)].filter((one) => !entry.has(one)));
      }
      return sync.has(id) ? 'sync' : undefined;
    },
  };
};
