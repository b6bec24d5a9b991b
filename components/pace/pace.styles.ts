import { css } from 'lit';
import { personalStyles } from '../styles/personal.js';

export const styles = [
  personalStyles,
  css`
    section, form {
      max-inline-size: 720px;
    }
    .now {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: calc(var(--_unit) * 3);
    }
    .now.paused {
      padding: calc(var(--_unit) * 4);
      border-radius: var(--_radius);
      background: var(--_sunken);
    }
    .sentence {
      flex: 1 1 240px;
      max-inline-size: var(--_measure);
      font: 400 calc(var(--_text) * 1.0625) / 1.45 var(--_font-title);
    }
    .paused .sentence, .closed .sentence, .closing .sentence {
      font-style: italic;
    }
    @media (forced-colors: active) {
      .now.paused {
        border: 1px solid CanvasText;
      }
    }
  `,
];
