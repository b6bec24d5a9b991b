import { css } from 'lit';
import { baseStyles } from '../styles/base.js';

export const styles = [
  baseStyles,
  css`
    .parts {
      display: grid;
      gap: calc(var(--_unit) * 9);
    }
  `,
];
