/**
 * `next`, built from the parts of `previous` that say the same. A list whose items have not
 * changed keeps its items, and an answer that has not changed is the same object, so that a
 * screen redraws only what differs. For plain values: objects, arrays and primitives.
 */
export function keepIdentity<T>(previous: unknown, next: T): T {
  if (Object.is(previous, next)) return next;
  if (Array.isArray(next)) {
    const before: readonly unknown[] = Array.isArray(previous) ? previous : [];
    const byId = new Map(before.map((item) => [idOf(item), item]));
    const kept = next.map((item: unknown, index) => keepIdentity(byId.get(idOf(item)) ?? before[index], item));
    const isSame = kept.length === before.length && kept.every((item, index) => Object.is(item, before[index]));
    return (isSame ? before : kept) as T;
  }
  if (!isPlainObject(next) || !isPlainObject(previous)) return next;
  const names = Object.keys(next);
  const kept = Object.fromEntries(names.map((name) => [name, keepIdentity(previous[name], next[name])]));
  const isSame = names.length === Object.keys(previous).length && names.every((name) => Object.hasOwn(previous, name) && Object.is(kept[name], previous[name]));
  return (isSame ? previous : kept) as T;
}

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

const idOf = (item: unknown): unknown => (isPlainObject(item) ? item['id'] : undefined);
