/** Reads the value that stands in its place, and not what the page's `toJSON` made of it. */
function untouched(this: Readonly<Record<string, unknown>>, key: string): unknown {
  return this[key];
}

const samples: readonly unknown[] = [[], '', 0, false];

/**
 * Writes JSON as the language says, also in a page where an old library has put a `toJSON` of its own on arrays, texts
 * or all objects. For records, lists, texts and numbers: what has a `toJSON` by right, such as a date, is not for this.
 */
export function toJson(value: unknown, indent = 0): string {
  const isRewritten = samples.some((sample) => (sample as { readonly toJSON?: unknown }).toJSON !== undefined);
  return JSON.stringify(value, isRewritten ? untouched : undefined, indent);
}
