/** Whether an object of JSON names a key twice at its top: which of the two counts is for every reader to guess. */
export function hasDuplicateKeys(json: string): boolean {
  const keys = new Set<string>();
  let depth = 0;
  for (let at = 0; at < json.length; at++) {
    const sign = json[at];
    if (sign === '{' || sign === '[') depth += 1;
    if (sign === '}' || sign === ']') depth -= 1;
    if (sign !== '"') continue;
    const start = at;
    for (at += 1; at < json.length && json[at] !== '"'; at++) if (json[at] === '\\') at += 1;
    let next = at + 1;
    while (/\s/.test(json[next] ?? '')) next += 1;
    if (depth !== 1 || json[next] !== ':') continue;
    const key = JSON.parse(json.slice(start, at + 1)) as string;
    if (keys.has(key)) return true;
    keys.add(key);
  }
  return false;
}
