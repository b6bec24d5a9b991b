/** Values by a key that several may share, in their order: `Map.groupBy`, which Node 20 does not have. */
export function groupBy<T, N>(items: Iterable<T>, keyOf: (item: T) => N): ReadonlyMap<N, readonly T[]> {
  const groups = new Map<N, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
