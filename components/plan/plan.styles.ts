import { css } from 'lit';
import { personalStyles } from '../styles/personal.js';

export const styles = [
  personalStyles,
  css`
    article {
      display: grid;
      gap: calc(var(--_unit) * 1.5);
      padding-inline-start: calc(var(--_unit) * 3);
      border-inline-start: 3px solid var(--_rope-light);
    }
    .sentence {
      font: 400 calc(var(--_text) * 1.0625) / 1.45 var(--_font-title);
      text-wrap: pretty;
    }
    .sentence b {
      color: var(--_rope-ink);
    }
  `,
];
