// Before any library is loaded: sees with which durability each readwrite transaction is begun, so that a row can be
// held to what it says, and can turn strict into relaxed for a candidate that only knows strict.
const begin = IDBDatabase.prototype.transaction;
let seen = new Set();
let forced;

IDBDatabase.prototype.transaction = function transaction(names, mode, options) {
  if (mode !== 'readwrite') return begin.call(this, names, mode, options);
  const asked = forced === undefined ? options : { ...options, durability: forced };
  const begun = begin.call(this, names, mode, asked);
  seen.add(begun.durability);
  return begun;
};

export const forceDurability = (durability) => {
  forced = durability;
};

/** What was seen since it was asked last. Chromium's `default` is relaxed. */
export function takeDurabilities() {
  const taken = [...seen].map((durability) => (durability === 'strict' ? 'strict' : 'relaxed'));
  seen = new Set();
  return [...new Set(taken)];
}
