import { svg } from 'lit';
import type { HighlightRun, PathView } from '../../src/index.js';
import { weeksBetween } from '../views/dates.js';
import { html } from '../views/html.js';

const samples = 72;

/** Height of the slope, in percent from the top, at a share of the way: it climbs all along, with ledges to rest on. */
const heightAt = (share: number): number =>
  90 - 76 * (share + 0.03 * Math.sin(share * 8 * Math.PI) * (1 - share * 0.4));

const shares = (from: number, to: number): number[] =>
  [...Array<undefined>(samples + 1)].map((_, index) => from + ((to - from) * index) / samples);

const line = (from: number, to: number, sink = 0): string =>
  shares(from, to)
    .map(
      (share, index) =>
        `${index === 0 ? 'M' : 'L'}${round(share * 100)} ${round(heightAt(share) + sink * (1.15 - share * 0.55) + sink * 0.12 * Math.sin(share * 13 + sink))}`,
    )
    .join('');

const round = (value: number): number => Math.round(value * 100) / 100;

/** Where things hang on the rope, as shares of the whole way. */
export interface RouteMarks {
  /** How far the journey has come. */
  readonly now: number;
  readonly steps: readonly { readonly share: number; readonly state: string; readonly isNext: boolean }[];
  readonly events: readonly { readonly share: number; readonly isOver: boolean }[];
}

/** The first day of a week of the journey, read back from where the steps are planned. */
export function dayOfWeek(path: PathView, week: number): string {
  const step = path.phases[0]?.steps[0];
  return step
    ? new Date(Date.parse(step.plannedFor) + (week - step.week) * 7 * 86_400_000).toISOString().slice(0, 10)
    : '';
}

/** Whether its last day has passed: on the way, no more is said of it. What is prepared and kept of it is on a screen of its own. */
export const isPast = ({ startsOn, days, state }: HighlightRun, today: string): boolean =>
  state !== 'cancelled' && weeksBetween(startsOn, today) * 7 >= days;

/** Puts steps and company events along the weeks. */
export function marksOf(
  path: PathView,
  highlights: readonly HighlightRun[],
  week: number | undefined,
  weeks: number,
  today: string,
): RouteMarks {
  const firstDay = dayOfWeek(path, 1);
  const within = (share: number): number => Math.min(0.985, Math.max(0.015, share));
  const seen = new Map<number, number>();
  const steps = path.phases
    .flatMap((phase) => phase.steps)
    .map((step) => {
      const before = seen.get(step.week) ?? 0;
      seen.set(step.week, before + 1);
      return { share: within((step.week - 0.5 + before * 0.7) / weeks), state: step.state, isNext: step.isNext };
    });
  const events = highlights
    .filter((event) => event.state !== 'cancelled')
    .map((event) => ({
      share: within(weeksBetween(firstDay, event.startsOn) / weeks),
      isOver: isPast(event, today),
    }));
  return { now: within(((week ?? 0) - 0.5) / weeks), steps, events };
}

const percent = (share: number): string => `${round(share * 100)}%`;
const top = (share: number): string => `${round(heightAt(share))}%`;

/** The climb at a glance: a slope with its contour lines, the rope as far as it has come, a knot for each step. */
export const route = (marks: RouteMarks, label: string) => html`<svg part="route" role="img" aria-label=${label}>
  <svg viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="100%">
    <path class="slope" d="${line(0, 1)}L100 100L0 100Z" />
    ${[8, 17, 27, 38, 50, 63].map((sink) => svg`<path class="contour" d=${line(0, 1, sink)} />`)}
    <path class="to-come" d=${line(marks.now, 1)} />
    <path class="rope-under" d=${line(0, marks.now)} />
    <path class="rope-over" d=${line(0, marks.now)} />
  </svg>
  ${marks.events.map(({ share, isOver }) => svg`<svg class=${isOver ? 'event over' : 'event'} x=${percent(share)} y=${top(share)} overflow="visible"><path d="M0 -4V-26M0 -26L13 -21.5L0 -17Z" /></svg>`)}
  ${marks.steps.map(({ share, state, isNext }) => svg`<circle class="knot ${state} ${isNext ? 'next' : ''}" cx=${percent(share)} cy=${top(share)} r=${isNext ? 7 : state === 'done' ? 5 : 4} />`)}
</svg>`;
