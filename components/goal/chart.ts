import { scaleLinear, scalePoint } from 'd3-scale';
import { curveStepAfter, line } from 'd3-shape';
import { nothing, svg, type TemplateResult } from 'lit';
import { isolated } from '../controllers/isolate.js';

/** One side of the chart: where it was seen, oldest first. */
export interface ChartSide {
  readonly name: 'self' | 'guide';
  readonly label: string;
  readonly points: readonly { readonly atMs: number; readonly level: number }[];
}

export interface Chart {
  readonly sides: readonly ChartSide[];
  /** From the first day to now. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Words for the five levels, by `-2` to `2`. */
  readonly levelNames: (level: number) => string;
  /** Runs from right to left. */
  readonly isMirrored: boolean;
  /** CSS pixels that it is given: labels never shrink with it. */
  readonly width: number;
}

const levels = [2, 1, 0, -1, -2] as const;
const rowHeight = 30;
const margin = { top: 8, bottom: 8, names: 104, end: 76 } as const;
const height = levels.length * rowHeight + margin.top + margin.bottom;
/** Two lines on one level, or one moment, stay two. */
const apart = { self: -3, guide: 3 } as const;

/** Steps of two hands over time on five levels; the height says all, the colour nothing that a shape does not say too. */
export function chartView({ sides, fromMs, toMs, levelNames, isMirrored, width }: Chart): TemplateResult {
  const start = margin.names;
  const end = Math.max(start + 40, width - margin.end);
  const across = scaleLinear()
    .domain([fromMs, Math.max(toMs, fromMs + 1)])
    .range(isMirrored ? [width - start, width - end] : [start, end])
    .clamp(true);
  const rows = scalePoint<number>()
    .domain(levels)
    .range([margin.top + rowHeight / 2, height - margin.bottom - rowHeight / 2]);
  const y = (level: number): number => rows(level) ?? 0;
  const lasts = sides.map(({ points }) => points.at(-1)?.level);
  const isShared = lasts.length > 1 && lasts.every((level) => level === lasts[0]);
  const label = isMirrored ? { x: width, anchor: 'start' } : { x: 0, anchor: 'start' };
  return svg`<svg viewBox="0 0 ${width} ${height}" width=${width} height=${height} focusable="false" aria-hidden="true">
    ${levels.map(
      (level) => svg`
      <line class=${level === 0 ? 'row hoped' : 'row'} x1=${isMirrored ? 0 : start} x2=${isMirrored ? width - start : width} y1=${y(level)} y2=${y(level)}></line>
      <text class=${level === 0 ? 'hoped' : ''} x=${label.x} y=${y(level)} dy="0.35em" text-anchor=${label.anchor}>${levelNames(level)}</text>`,
    )}
    ${sides.map((side) =>
      sideView(
        side,
        isShared,
        (ms) => across(ms) + apart[side.name] / 2,
        (level) => y(level) + apart[side.name],
        across(toMs),
        isMirrored,
      ),
    )}
  </svg>` as TemplateResult;
}

function sideView(
  { name, label, points }: ChartSide,
  isShared: boolean,
  x: (ms: number) => number,
  y: (level: number) => number,
  nowX: number,
  isMirrored: boolean,
) {
  const last = points.at(-1);
  if (!last) return nothing;
  const draw = line<readonly [number, number]>().curve(curveStepAfter);
  const seen = points.map(({ atMs, level }) => [x(atMs), y(level)] as const);
  const path = draw([...seen, [nowX, y(last.level)]]) ?? '';
  // Two names beside one level keep a line's height between them.
  const labelY = y(last.level) + (isShared ? (name === 'self' ? -5 : 5) : 0);
  return svg`<g class=${name}>
    <path d=${path}></path>
    ${seen.map(([cx, cy], index) => dot(name, cx, cy, index === 0))}
    <text class="who" x=${nowX + (isMirrored ? -9 : 9)} y=${labelY} dy="0.35em">${isolated(label)}</text>
  </g>`;
}

/** A disc for one hand, a square for the other; where it began is hollow. */
const dot = (name: ChartSide['name'], x: number, y: number, isFirst: boolean) =>
  name === 'self'
    ? svg`<circle class=${isFirst ? 'first' : ''} cx=${x} cy=${y} r="4.5"></circle>`
    : svg`<rect class=${isFirst ? 'first' : ''} x=${x - 4} y=${y - 4} width="8" height="8" rx="1"></rect>`;
