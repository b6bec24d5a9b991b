import { css } from 'lit';
import { personalStyles } from '../styles/personal.js';

export const styles = [
  personalStyles,
  css`
    ul {
      display: grid;
      gap: calc(var(--_unit) * 6);
      max-inline-size: 800px;
    }
  `,
];
