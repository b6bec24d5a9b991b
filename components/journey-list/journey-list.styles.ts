import { css } from 'lit';
import { baseStyles } from '../styles/base.js';

export const styles = [
  baseStyles,
  css`
    [part~='base'] > [part~='title'] {
      font-size: calc(var(--_text) * 1.75);
      font-weight: 500;
      margin-block-end: calc(var(--_unit) * 3);
    }
    [part~='list'] {
      margin-inline: calc(var(--_unit) * -3);
    }
    li + li {
      border-block-start: var(--_border) solid var(--_line);
    }
    .nobody {
      display: grid;
      gap: calc(var(--_unit) * 2);
      padding-block: calc(var(--_unit) * 6);
    }
    .nobody [part~='title'] {
      font-size: calc(var(--_text) * 1.625);
      font-weight: 500;
    }
  `,
];
