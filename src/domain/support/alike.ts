/** Letters of Cyrillic and Greek, each before the Latin one that it is drawn like. Small letters, then capitals that look otherwise. */
const drawnLike = 'аaвbеeзeкkмmнhоoрpсcтtуyхxіiјjѕsһhԁdԛqԝwпnгrαaβbγyεeηnιiκkνvοoρpσoτtυuχxωwΗHΜMΝNΥYΖZ';

const asDrawn = (letter: string): string => {
  const at = drawnLike.indexOf(letter);
  return at % 2 === 0 ? (drawnLike[at + 1] ?? '') : letter;
};

/**
 * [WD8] What a name looks like: two names that are the same in this could be taken for each other.
 * Marks, capitals, spaces and what is not seen do not tell them apart, nor do letters of other scripts
 * that are drawn alike. Empty for a name that shows nothing.
 */
export const looksLike = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[\p{DI}\p{C}\p{M}\p{P}\p{Z}\u2800]/gu, '')
    .replace(/./gu, asDrawn)
    .toLowerCase()
    .replace(/./gu, asDrawn)
    .replace(/[l1|ı]/g, 'i')
    .replaceAll('0', 'o')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');

interface Named {
  readonly person: string;
  readonly name: string;
  readonly displayName?: string | undefined;
}

/** The people whose names could be taken for that of another of them. */
export function alikeAmong(members: readonly Named[]): ReadonlySet<string> {
  const bearers = new Map<string, string>();
  const alike = new Set<string>();
  for (const { person, name, displayName = name } of members) {
    for (const look of [looksLike(name), looksLike(displayName)]) {
      const other = bearers.get(look) ?? person;
      bearers.set(look, other);
      if (look === '') alike.add(person);
      else if (other !== person) alike.add(person).add(other);
    }
  }
  return alike;
}
