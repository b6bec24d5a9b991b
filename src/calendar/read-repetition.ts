import type { OccurrenceKey, Repetition } from './company-event.js';
import { calendarLimits } from './limits.js';
import { type Property, propertiesOf, type Reading, Skip } from './reading.js';
import type { Span } from './read-span.js';
import { repetitionRuleOf } from './repetition-rule.js';
import { keyOf, type SeriesForm, type When, whenOf } from './when.js';

/** How an event is repeated, if it is. Its rule is read and never carried out. */
export function repetitionOf(reading: Reading, start: When, span: Span): Repetition | undefined {
  const rules = propertiesOf(reading, 'RRULE');
  const rule = rules[0] && repetitionRuleOf(rules[0].values[0]);
  const excluding = reading.component.lines.find(({ name }) => name === 'EXRULE');
  if (rules.length > 1 || (rules.length === 1 && !rule) || excluding) {
    throw new Skip('unsupported-rule', { line: (excluding ?? rules[1] ?? rules[0])?.line ?? reading.component.line });
  }
  const isTimed = span.startsAt !== undefined;
  const clock = isTimed && start.clock !== start.timeZone ? start.clock : undefined;
  const from = !isTimed && start.wall.isUtc ? start.wall.date : undefined;
  const form: SeriesForm = { ...span, timeZone: start.timeZone, repeats: { except: [], also: [], from } };
  const [except, also] = ['EXDATE', 'RDATE'].map((name) =>
    keysOf(propertiesOf(reading, name), reading, start, form),
  ) as [OccurrenceKey[], OccurrenceKey[]];
  if (!rule && also.length === 0) return undefined;
  return { rule, except, also, ...(clock === undefined ? {} : { clock }), ...(from === undefined ? {} : { from }) };
}

function keysOf(
  properties: readonly Property[],
  reading: Reading,
  start: When,
  form: SeriesForm,
): readonly OccurrenceKey[] {
  const dates = properties.flatMap((property) => property.values.map((value) => ({ value, property })));
  const [tooMany] = dates.slice(calendarLimits.exceptions);
  if (tooMany) throw new Skip('too-many-exceptions', { line: tooMany.property.line });
  return dates.map(({ value, property }) => {
    if (typeof value !== 'string') throw new Skip('unsupported-rule', { line: property.line, detail: property.name });
    return keyOf(whenOf(value, property, reading, start.wall.isUtc ? undefined : start.clock), form);
  });
}
