import { css } from 'lit';
import { personalStyles } from '../styles/personal.js';
import { linkStyles } from '../styles/links.js';

export const styles = [
  personalStyles,
  linkStyles,
  css`
    ol {
      display: grid;
      gap: calc(var(--_unit) * 5);
      max-inline-size: var(--_measure);
    }
    .topic button {
      justify-content: start;
      margin-inline-start: calc(var(--_unit) * -2.5);
      text-align: start;
      color: var(--_ink-soft);
    }
    .topic span {
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
      overflow: hidden;
    }
    .mine {
      border-inline-start: 3px solid var(--_rope-light);
      padding-inline-start: calc(var(--_unit) * 3);
    }
    .came {
      margin-block: calc(var(--_unit) * 2);
      padding: calc(var(--_unit) * 1.5) calc(var(--_unit) * 3);
      border-radius: var(--_radius);
      background: var(--_accent-soft);
    }
    .came b {
      font-size: var(--_small);
    }
    @media (forced-colors: active) {
      .came {
        border: 1px solid CanvasText;
      }
    }
  `,
];
