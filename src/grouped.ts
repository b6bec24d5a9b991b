/** Items by a name that several may share, in their order. */
export function grouped<T, N>(items: Iterable<T>, nameOf: (item: T) => N): ReadonlyMap<N, readonly T[]> {
  const groups = new Map<N, T[]>();
  for (const item of items) {
    const name = nameOf(item);
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}
