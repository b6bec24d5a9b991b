import { css } from 'lit';

/** What is drawn: the climb at a glance, and the knots on the line of time. */
export const drawings = css`
  [part~='route'] {
    display: block;
    inline-size: 100%;
    block-size: clamp(150px, 26cqi, 210px);
    margin-block: calc(var(--_unit) * 5) calc(var(--_unit) * 2);
    overflow: visible;
  }
  [dir='rtl'] [part~='route'] {
    transform: scaleX(-1);
  }
  .slope {
    fill: var(--_sunken);
    opacity: 0.75;
  }
  .contour, .to-come, .rope-under, .rope-over {
    fill: none;
    vector-effect: non-scaling-stroke;
  }
  .contour {
    stroke: var(--_line);
    stroke-width: 1;
  }
  .to-come {
    stroke: var(--_ink-soft);
    stroke-width: 1.5;
    stroke-dasharray: 1 5;
    stroke-linecap: round;
  }
  .rope-under {
    stroke: var(--_rope);
    stroke-width: 5;
    stroke-linecap: round;
  }
  .rope-over {
    stroke: var(--_rope-light);
    stroke-width: 3;
    stroke-dasharray: 2 3.5;
  }
  circle.knot {
    fill: var(--_paper);
    stroke: var(--_ink-soft);
    stroke-width: 1.5;
  }
  circle.knot.done {
    fill: var(--_rope);
    stroke: var(--_paper);
    stroke-width: 2;
  }
  circle.knot.next {
    fill: var(--_paper);
    stroke: var(--_accent);
    stroke-width: 4;
  }
  .event path {
    fill: var(--_accent);
    stroke: var(--_accent);
    stroke-width: 1.5;
    stroke-linejoin: round;
  }
  .event.over {
    opacity: 0.55;
  }
  svg.knot {
    position: absolute;
    inset-block-start: 9px;
    inset-inline-start: 2px;
    inline-size: 24px;
    block-size: 24px;
    overflow: visible;
    z-index: 1;
  }
  svg.knot * {
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .full {
    fill: var(--_rope);
    stroke: var(--_paper);
    stroke-width: 2;
  }
  .strand {
    fill: none;
    stroke: var(--_rope-light);
    stroke-width: 1.6;
  }
  .hollow {
    fill: var(--_paper);
    stroke: var(--_rope);
    stroke-width: 2.5;
  }
  .half {
    fill: var(--_rope);
  }
  .hollow.pale, .strand.pale {
    stroke: var(--_ink-soft);
    stroke-width: 1.75;
  }
  .gate {
    fill: var(--_paper);
    stroke: var(--_accent);
    stroke-width: 3;
  }
  .gate-line {
    stroke: var(--_paper);
    stroke-width: 3.5;
    stroke-dasharray: 0.1 7;
  }
  .flag {
    fill: var(--_accent);
    stroke: var(--_accent);
    stroke-width: 1.75;
  }
`;
