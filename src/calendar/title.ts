import { calendarLimits } from './limits.js';

const entities: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['&#039;', "'"],
  ['&nbsp;', ' '],
]);

/**
 * A title in one line. Some products escape for HTML before they escape for the calendar, so that is
 * undone once; the result is text and never markup. Undefined when nothing is left.
 */
export function titleOf(text: string | undefined): string | undefined {
  const plain = (text ?? '')
    .replace(/&(?:amp|lt|gt|quot|nbsp|#0?39);/g, (entity) => entities.get(entity) ?? entity)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    // These turn the direction of the text around it.
    .replace(/[\u202A-\u202E\u2066-\u2069]/g, '')
    .trim();
  const letters = [...plain];
  const title =
    letters.length > calendarLimits.titleLength
      ? `${letters.slice(0, calendarLimits.titleLength - 1).join('')}…`
      : plain;
  return title === '' ? undefined : title;
}
