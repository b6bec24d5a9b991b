import { css } from 'lit';
import { baseStyles } from '../styles/base.js';
import { controls } from '../styles/controls.js';

export const styles = [
  baseStyles,
  controls,
  css`
    [part~='refused'] {
      padding: calc(var(--_unit) * 3) calc(var(--_unit) * 4);
      border-inline-start: 3px solid var(--_alert);
      background: var(--_alert-soft);
      border-radius: var(--_radius);
    }
    .title {
      font-weight: 600;
    }
    li {
      display: grid;
      gap: calc(var(--_unit) * 1.5);
      padding-block: calc(var(--_unit) * 2);
    }
    li + li {
      border-block-start: var(--_border) solid var(--_line);
    }
    blockquote {
      padding-inline-start: calc(var(--_unit) * 3);
      border-inline-start: 2px solid var(--_alert);
      font-family: var(--_font-title);
      max-block-size: 12lh;
      overflow: auto;
    }
    .bad {
      color: var(--_alert);
      font-weight: 600;
    }
    @media (forced-colors: active) {
      [part~='refused'] {
        border: 1px solid CanvasText;
      }
    }
  `,
];
