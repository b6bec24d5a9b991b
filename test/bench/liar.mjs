// A candidate that keeps nothing and says that it does, to see the benchmark find out.
export const about = { name: 'liar', label: 'Liar', durabilities: ['strict', 'relaxed'] };

export const open = async () => ({
  ingest: async () => undefined,
  firstScreen: async () => ({ id: 'journey-00' }),
  watchThread: (_journey, _topic, listener) => {
    listener([]);
    return () => undefined;
  },
  write: async () => undefined,
  applyRemote: async () => undefined,
  unread: async () => [],
  search: async () => ['journey-00-said-000'],
  close: async () => undefined,
});
