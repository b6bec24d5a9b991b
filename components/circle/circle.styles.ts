import { css } from 'lit';
import { personalStyles } from '../styles/personal.js';

export const styles = [
  personalStyles,
  css`
    [part~='hint'] {
      max-inline-size: var(--_measure);
      padding: calc(var(--_unit) * 3) calc(var(--_unit) * 4);
      border-radius: var(--_radius);
      background: var(--_rope-soft);
      text-wrap: pretty;
    }
    ul {
      max-inline-size: 800px;
    }
    li {
      display: grid;
      grid-template-columns: var(--_avatar) minmax(0, 1fr) auto;
      gap: var(--_unit) calc(var(--_unit) * 3);
      align-items: start;
      padding-block: calc(var(--_unit) * 2.5);
    }
    li + li {
      border-block-start: 1px solid var(--_line);
    }
    li.paused cordee-avatar, li.paused > :first-child {
      opacity: 0.55;
    }
    .tag {
      padding: 0 calc(var(--_unit) * 2);
      border-radius: var(--_radius-round);
      background: var(--_sunken);
      font-size: calc(var(--_text) * 0.8125);
    }
    li .actions {
      align-self: center;
      justify-content: end;
      gap: 0;
    }
    @container (max-width: 480px) {
      li {
        grid-template-columns: var(--_avatar) minmax(0, 1fr);
      }
      li .actions {
        grid-column: 2;
        justify-content: start;
      }
    }
    section {
      container-type: inline-size;
    }
    @media (forced-colors: active) {
      [part~='hint'], .tag {
        border: 1px solid CanvasText;
      }
    }
  `,
];
