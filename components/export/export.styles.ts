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
    .bad {
      color: var(--_alert);
    }
  `,
];
