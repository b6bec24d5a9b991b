import { css } from 'lit';
import { personalStyles } from '../styles/personal.js';

export const styles = [
  personalStyles,
  css`
    section, form {
      max-inline-size: 720px;
    }
    ul {
      display: grid;
      gap: calc(var(--_unit) * 4);
    }
    .actions .plain {
      text-align: start;
    }
  `,
];
