import { css } from 'lit';
import { baseStyles } from '../styles/base.js';
import { controls } from '../styles/controls.js';

export const styles = [
  baseStyles,
  controls,
  css`
    [part~='list'] {
      display: grid;
      gap: calc(var(--_unit) * 3);
    }
    li {
      display: grid;
      gap: calc(var(--_unit) * 1.5);
      padding: calc(var(--_unit) * 3) calc(var(--_unit) * 4);
      border: var(--_border) dashed var(--_field-line);
      border-radius: var(--_radius);
    }
    blockquote {
      font-family: var(--_font-title);
    }
  `,
];
