/**
 * The language that somebody means, as `Intl` takes it: `fr-FR` for `fr_FR`, as PHP and WordPress write it, or for
 * `fr_FR.UTF-8`, as a system does. `undefined` for what names none, such as `auto`, `C` or an empty text.
 */
export function languageTag(said: unknown): string | undefined {
  if (typeof said !== 'string') return undefined;
  const tag = said
    .trim()
    .replace(/[.@].*$/s, '')
    .replaceAll('_', '-');
  // `auto` and `null` are well formed, but no language has more than three letters; three of these say "any" or "none".
  const [, language] = /^([a-z]{2,3})(?![^-])/i.exec(tag) ?? [];
  if (!language || /^(und|mul|zxx)$/i.test(language)) return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    // As in WordPress's `pt_PT_ao90`: the end of it is nobody's.
    return language.toLowerCase();
  }
}
