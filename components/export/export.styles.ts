import { css } from 'lit';
import { personalStyles } from '../styles/personal.js';

export const styles = [
  personalStyles,
  css`
    .progress {
      display: grid;
      gap: var(--_unit);
      max-inline-size: 360px;
      font-size: var(--_small);
      font-weight: 400;
    }
    progress {
      inline-size: 100%;
      block-size: 10px;
      accent-color: var(--_rope);
    }
    a {
      color: var(--_accent);
      font-weight: 600;
      overflow-wrap: anywhere;
    }
    input[type='file'] {
      max-inline-size: 100%;
      font: inherit;
      font-size: var(--_small);
    }
    input::file-selector-button {
      min-block-size: var(--_target);
      margin-inline-end: calc(var(--_unit) * 3);
      padding-inline: calc(var(--_unit) * 4.5);
      border: var(--_border) solid var(--_field-line);
      border-radius: var(--_radius-round);
      background: transparent;
      color: inherit;
      font: inherit;
      font-weight: 600;
      cursor: pointer;
    }
    .bad {
      color: var(--_alert);
    }
  `,
];
