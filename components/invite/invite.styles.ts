import { css } from 'lit';
import { personalStyles } from '../styles/personal.js';

export const styles = [
  personalStyles,
  css`
    section {
      max-inline-size: 720px;
    }
    ul {
      display: grid;
      gap: calc(var(--_unit) * 3);
      padding-block: calc(var(--_unit) * 2);
    }
    li {
      padding-inline-start: calc(var(--_unit) * 3);
      border-inline-start: 3px solid var(--_rope-light);
    }
    li .quoted {
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
      overflow: hidden;
    }
    .actions .plain {
      text-align: start;
    }
  `,
];
