import { css } from 'lit';
import { personalStyles } from '../styles/personal.js';

export const styles = [
  personalStyles,
  css`
    form {
      max-inline-size: 720px;
    }
    fieldset.field {
      gap: calc(var(--_unit) * 2);
    }
    .level {
      padding-inline-start: calc(var(--_unit) * 3);
      border-inline-start: 3px solid var(--_line);
    }
    .level.hoped {
      border-inline-start-color: var(--_accent);
    }
    .level > label {
      font: 600 var(--_small) / 1.35 var(--_font);
    }
    .level.hoped > label {
      color: var(--_accent);
    }
    [aria-invalid='true'] {
      border-color: var(--_alert);
      border-width: 2px;
    }
  `,
];
