import { css } from 'lit';
import { baseStyles } from '../styles/base.js';
import { controls } from '../styles/controls.js';

export const styles = [
  baseStyles,
  controls,
  css`
    [part~='row'] {
      --cordee-avatar-size: 26px;
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      column-gap: calc(var(--_unit) * 2);
      row-gap: 2px;
      align-items: center;
      inline-size: 100%;
      padding: calc(var(--_unit) * 1.5) calc(var(--_unit) * 2);
      border: 0;
      border-radius: var(--_radius);
      text-align: start;
      font-weight: 400;
      font-size: calc(var(--_text) * 0.8125);
    }
    .icon {
      inline-size: 26px;
      block-size: 26px;
      padding: 3px;
      color: var(--_rope-ink);
    }
    .line {
      display: flex;
      flex-wrap: wrap;
      column-gap: calc(var(--_unit) * 1.5);
      line-height: 1.4;
    }
    b {
      font-weight: 600;
    }
    .what {
      font: italic 400 calc(var(--_text) * 0.875) / 1.4 var(--_font-title);
      color: var(--_rope-ink);
    }
    time {
      display: var(--_moment-day, inline);
      color: var(--_ink-soft);
    }
    [part~='words'] {
      grid-column: 2;
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
      overflow: hidden;
      max-inline-size: var(--_measure);
      font: 400 calc(var(--_text) * 0.9375) / 1.45 var(--_font-title);
      color: var(--_ink-soft);
    }
    [part~='row']:hover [part~='words'] {
      color: var(--_ink);
    }
  `,
];
