/** Text that is HTML already: what {@link html} does not escape again. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Writes HTML for a file: everything put in is escaped, except what this wrote. */
export const markup = (strings: TemplateStringsArray, ...values: readonly (string | Html)[]): Html =>
  new Html(
    strings.reduce((text, part, at) => `${text}${part}${at < values.length ? escaped(values[at] ?? '') : ''}`, ''),
  );

export const join = (parts: readonly Html[]): Html => new Html(parts.map(({ text }) => text).join('\n'));

const escaped = (value: string | Html): string =>
  value instanceof Html ? value.text : value.replaceAll(/[&<>"']/g, (letter) => entities[letter] ?? letter);
