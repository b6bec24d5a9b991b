import { css } from 'lit';
import { baseStyles } from '../styles/base.js';
import { controls } from '../styles/controls.js';

export const styles = [
  baseStyles,
  controls,
  css`
    h1, h2, h3, h4, h5, h6 {
      margin-block-end: calc(var(--_unit) * 2);
      font-size: calc(var(--_text) * 1.125);
    }
    ul {
      display: grid;
      gap: calc(var(--_unit) * 3);
    }
    li {
      display: grid;
      gap: calc(var(--_unit) * 2);
      padding: calc(var(--_unit) * 3.5) calc(var(--_unit) * 4);
      border-inline-start: 3px solid var(--_rope);
      border-radius: var(--_radius);
      background: var(--_sunken);
    }
    blockquote {
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
      overflow: hidden;
      font: italic 400 var(--_text) / 1.45 var(--_font-title);
      color: var(--_ink-soft);
    }
    [part~='status']:empty {
      display: none;
    }
    @media (forced-colors: active) {
      li {
        border: 1px solid CanvasText;
      }
    }
  `,
];
