/**
 * `next`, built from the parts of `previous` that say the same. A list whose items have not
 * changed keeps its items, and an answer that has not changed is the same object, so that a
 * screen redraws only what differs. For plain values: objects, arrays and primitives.
 */
export function keepIdentity<T>(previous: unknown, next: T): T {
  if (Object.is(previous, next)) return next;
  if (Array.isArray(next)) {
    const before: readonly unknown[] = Array.isArray(previous) ? previous : [];
    let byId: Map<unknown, unknown> | undefined;
    const known = new Set(before);
    const kept = next.map((item: unknown, index) => {
      if (known.has(item)) return item;
      byId ??= idsOfGone(before, next);
      return keepIdentity(byId.get(idOf(item)) ?? before[index], item);
    });
    const isSame = kept.length === before.length && kept.every((item, index) => Object.is(item, before[index]));
    return (isSame ? before : kept) as T;
  }
  if (!isPlainObject(next) || !isPlainObject(previous)) return next;
  const names = Object.keys(next);
  const kept = Object.fromEntries(names.map((name) => [name, keepIdentity(previous[name], next[name])]));
  const isSame =
    names.length === Object.keys(previous).length &&
    names.every((name) => Object.hasOwn(previous, name) && Object.is(kept[name], previous[name]));
  return (isSame ? previous : kept) as T;
}

/** Of what is not there any more as it was, by id: only that can have become something else. */
function idsOfGone(before: readonly unknown[], next: readonly unknown[]): Map<unknown, unknown> {
  const still = new Set(next);
  return new Map(before.filter((item) => !still.has(item)).map((item) => [idOf(item), item]));
}

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

const idOf = (item: unknown): unknown => (isPlainObject(item) ? item['id'] : undefined);
