import { css } from 'lit';
import { baseStyles } from '../styles/base.js';
import { controls } from '../styles/controls.js';

export const styles = [
  baseStyles,
  controls,
  css`
    [part~='title'] {
      font-size: calc(var(--_text) * 1.0625);
      margin-block-end: var(--_unit);
    }
    button.line {
      display: grid;
      grid-template-columns: var(--_avatar) minmax(0, 1fr);
      gap: 0 calc(var(--_unit) * 3);
      justify-items: start;
      inline-size: calc(100% + var(--_unit) * 6);
      margin-inline: calc(var(--_unit) * -3);
      padding: calc(var(--_unit) * 2.5) calc(var(--_unit) * 3);
      border: 0;
      border-radius: var(--_radius);
      font-weight: 400;
      text-align: start;
    }
    .line > :first-child {
      grid-row: 1 / span 2;
      align-self: start;
    }
    .what {
      display: flex;
      flex-wrap: wrap;
      column-gap: calc(var(--_unit) * 2);
      font-size: var(--_small);
    }
    time {
      color: var(--_ink-soft);
    }
    .text {
      font: 400 var(--_text) / 1.4 var(--_font-title);
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
      overflow: hidden;
    }
  `,
];
