import { css } from 'lit';
import { baseStyles } from '../styles/base.js';
import { controls } from '../styles/controls.js';

export const styles = [
  baseStyles,
  controls,
  css`
    .card {
      position: relative;
      display: grid;
      grid-template-columns: 44px minmax(0, 1fr);
      gap: 2px calc(var(--_unit) * 3.5);
      align-items: start;
      padding: calc(var(--_unit) * 4) calc(var(--_unit) * 3);
      border-radius: var(--_radius);
      --cordee-avatar-size: 44px;
      transition: background-color var(--_duration);
    }
    .card:hover {
      background: var(--_accent-soft);
    }
    .card > :first-child {
      grid-row: 1 / span 3;
    }
    .card > :not(:first-child) {
      grid-column: 2;
    }
    button {
      min-block-size: 0;
      padding: 0;
      border: 0;
      font: inherit;
      text-align: start;
    }
    /* The whole card is the button's. */
    button::after {
      content: '';
      position: absolute;
      inset: 0;
      border-radius: var(--_radius);
    }
    button:hover {
      background: none;
    }
    button:focus-visible {
      outline: none;
    }
    button:focus-visible::after {
      outline: 3px solid var(--_focus);
    }
    [part~='title'] {
      font-size: calc(var(--_text) * 1.1875);
    }
    .about {
      font-size: var(--_small);
      color: var(--_ink-soft);
    }
    [part~='challenge'] {
      display: block;
      margin-block-start: calc(var(--_unit) * 2);
      padding: calc(var(--_unit) * 2.5) calc(var(--_unit) * 3.5);
      border-inline-start: 3px solid var(--_rope);
      background: var(--_rope-soft);
      border-radius: 0 var(--_radius) var(--_radius) 0;
    }
    [dir='rtl'] [part~='challenge'] {
      border-radius: var(--_radius) 0 0 var(--_radius);
    }
    strong {
      display: block;
      font-size: var(--_small);
      color: var(--_rope-ink);
    }
    q {
      quotes: none;
      font: 400 calc(var(--_text) * 1.0625) / 1.4 var(--_font-title);
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
      overflow: hidden;
    }
  `,
];
