import { css } from 'lit';
import { baseStyles } from '../styles/base.js';
import { controls } from '../styles/controls.js';
import { fields } from '../styles/fields.js';

export const styles = [
  baseStyles,
  controls,
  fields,
  css`
    /* Its button stands beside others. */
    :host, [part~='base'] {
      display: contents;
    }
    button.quiet {
      justify-self: start;
      margin-inline-start: calc(var(--_unit) * -2.5);
      color: var(--_ink-soft);
      font-weight: 500;
    }
    textarea {
      min-block-size: calc(var(--_unit) * 14);
    }
    [part~='status'] {
      flex: 1 0 100%;
    }
    [part~='status']:empty {
      position: absolute;
    }
    [part~='panel'] {
      flex: 1 0 100%;
      display: grid;
      gap: calc(var(--_unit) * 3);
      padding: calc(var(--_unit) * 3) calc(var(--_unit) * 4);
      border: var(--_border) solid var(--_line);
      border-radius: var(--_radius);
      background: var(--_surface);
    }
  `,
];
