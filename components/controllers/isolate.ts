/** What is written from right to left, and the signs that change a direction. */
const turning = /[\p{Bidi_C}\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/**
 * A text of somebody as a part of another text, such as a name in an `aria-label`: its direction stays
 * its own and turns nothing around it. In markup, `<bdi>` does this.
 */
export const isolated = (text: string, direction: 'rtl' | 'ltr' = 'ltr'): string =>
  (direction === 'rtl' ? /[^a-z\d-]/ : turning).test(text)
    ? `\u2068${text.replace(/[\u202A-\u202E\u2066-\u2069]/g, '')}\u2069`
    : text;
