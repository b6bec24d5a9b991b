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
    details > ul {
      margin-block-start: calc(var(--_unit) * 4);
    }
    summary {
      min-block-size: var(--_target);
      inline-size: fit-content;
      padding-block: calc(var(--_unit) * 2);
      font-weight: 600;
      color: var(--_accent);
      cursor: pointer;
    }
  `,
];
