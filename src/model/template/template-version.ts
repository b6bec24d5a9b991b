import { isSameJson, type Json } from '../value/json.js';
import type { Id } from '../value/ids.js';
import type { Template, TemplateStep } from './template.js';

/** Negative when `a` is the older version, 0 when they are the same: `1.10.0` is newer than `1.9.0`. */
export function compareVersions(a: string, b: string): number {
  const right = b.split('.');
  for (const [index, part] of a.split('.').entries()) {
    const difference = Number(part) - Number(right[index]);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** What the author wrote about each version after this one, newest first. */
export const changelogSince = (template: Template, version: string): Template['changelog'] =>
  template.changelog
    .filter((entry) => compareVersions(entry.version, version) > 0)
    .toSorted((a, b) => compareVersions(b.version, a.version));

export type StepField = keyof TemplateStep;

/** Which fields of a step say something else. */
export function changedFields(before: TemplateStep, after: TemplateStep): readonly StepField[] {
  const fields = Object.keys({ ...before, ...after }) as StepField[];
  return fields.filter((field) => !isSameJson(before[field] as Json | undefined, after[field] as Json | undefined));
}

/** What became of the steps from one version to another. */
export interface TemplateChanges {
  readonly added: readonly Id[];
  readonly removed: readonly Id[];
  readonly changed: ReadonlyMap<Id, readonly StepField[]>;
  /** Steps of one week that come before or after others of it now: as few as explain the new order. */
  readonly reordered: ReadonlySet<Id>;
}

export function changesBetween(before: Template, after: Template): TemplateChanges {
  const old = new Map(before.steps.map((step) => [step.id, step]));
  const left = new Map(old);
  const added: Id[] = [];
  const changed = new Map<Id, readonly StepField[]>();
  for (const step of after.steps) {
    const was = old.get(step.id);
    left.delete(step.id);
    if (!was) added.push(step.id);
    else if (changedFields(was, step).length > 0) changed.set(step.id, changedFields(was, step));
  }
  return { added, removed: [...left.keys()], changed, reordered: reorderedBetween(before, after) };
}

/** The steps that stay in their week and have to be taken out for the others of it to be in their old order. */
export function reorderedBetween(before: Template, after: Template): ReadonlySet<Id> {
  const places = new Map(before.steps.map(({ id, week }, place) => [id, { week, place }]));
  const weeks = new Map<number, { readonly id: Id; readonly place: number }[]>();
  for (const { id, week } of after.steps) {
    const old = places.get(id);
    if (old?.week === week) weeks.set(week, [...(weeks.get(week) ?? []), { id, place: old.place }]);
  }
  return new Set(
    [...weeks.values()].flatMap((steps) => {
      const kept = longestRising(steps.map(({ place }) => place));
      return steps.filter(({ place }) => !kept.has(place)).map(({ id }) => id);
    }),
  );
}

/** The most numbers, all different, that can stay where they are and rise. */
function longestRising(numbers: readonly number[]): ReadonlySet<number> {
  const chains: (readonly number[])[] = [];
  for (const number of numbers) {
    const before = chains.filter((chain) => (chain.at(-1) ?? number) < number);
    const longest = before.reduce<readonly number[]>((best, chain) => (chain.length > best.length ? chain : best), []);
    chains.push([...longest, number]);
  }
  return new Set(chains.reduce<readonly number[]>((best, chain) => (chain.length > best.length ? chain : best), []));
}
