import { css } from 'lit';
import { personalStyles } from '../styles/personal.js';
import { linkStyles } from '../styles/links.js';

export const styles = [
  personalStyles,
  linkStyles,
  css`
    :host(:state(empty)) {
      display: none;
    }
    .served {
      display: grid;
      gap: calc(var(--_unit) * 1.5);
      justify-items: start;
    }
    .said {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      gap: calc(var(--_unit) * 2);
      align-items: start;
      max-inline-size: var(--_measure);
      padding: calc(var(--_unit) * 1.5) calc(var(--_unit) * 3);
      border-radius: var(--_radius);
      background: var(--_accent-soft);
    }
    .said b {
      font-size: var(--_small);
    }
    .leaf {
      inline-size: 20px;
      block-size: 20px;
      color: var(--_accent);
      margin-block-start: 0.2em;
    }
    .say {
      margin-inline-start: calc(var(--_unit) * -2.5);
    }
    .say .leaf {
      inline-size: 1.2em;
      block-size: 1.2em;
      margin: 0;
    }
    form {
      inline-size: 100%;
      max-inline-size: var(--_measure);
    }
    .said p {
      word-spacing: var(--_unit);
    }
    .said p > * {
      word-spacing: normal;
    }
    .said .back {
      padding-inline: 0;
    }
    @media (forced-colors: active) {
      .said {
        border: 1px solid CanvasText;
      }
      .leaf {
        color: CanvasText;
      }
      .said .back {
        padding-inline: calc(var(--_unit) * 2.5);
      }
    }
  `,
];
