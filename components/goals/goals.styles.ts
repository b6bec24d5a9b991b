import { css } from 'lit';
import { personalStyles } from '../styles/personal.js';

export const styles = [
  personalStyles,
  css`
    .top {
      display: flex;
      flex-wrap: wrap;
      align-items: start;
      justify-content: space-between;
      gap: calc(var(--_unit) * 3);
    }
    .top > div {
      flex: 1 1 260px;
    }
    [part~='list'] > li + li {
      margin-block-start: calc(var(--_unit) * 6);
      padding-block-start: calc(var(--_unit) * 6);
      border-block-start: 1px solid var(--_line);
    }
    [part~='attainment'] {
      margin-block-end: calc(var(--_unit) * 4);
      padding: calc(var(--_unit) * 3) calc(var(--_unit) * 4);
      border-radius: var(--_radius);
      background: var(--_sunken);
    }
    .proposals li button {
      text-align: start;
    }
    @media (forced-colors: active) {
      [part~='attainment'] {
        border: 1px solid CanvasText;
      }
    }
  `,
];
