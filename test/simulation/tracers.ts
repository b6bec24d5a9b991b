/*
 * Every record that a simulated person makes, and every text in it, carries a tracer: a word that
 * is nowhere else, in its id and in its words. So a look at any body, row or log line tells what is
 * in it, without knowing how it is laid out.
 */

const pattern = /zq(\d+)(?:v(\d+))?qz/g;

/** The tracer of a record, as its id holds it. */
export const recordTracer = (number: number): string => `zq${number}qz`;

/** The tracer of one text of a record. */
export const textTracer = (number: number, version: number): string => `zq${number}v${version}qz`;

/** The records that a text speaks of, and their texts. */
export function tracersIn(text: string): {
  readonly records: ReadonlySet<number>;
  readonly texts: ReadonlySet<string>;
} {
  const records = new Set<number>();
  const texts = new Set<string>();
  for (const [tracer, number, version] of text.matchAll(pattern)) {
    records.add(Number(number));
    if (version !== undefined) texts.add(tracer);
  }
  return { records, texts };
}
