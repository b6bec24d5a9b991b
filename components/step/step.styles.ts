import { css } from 'lit';
import { baseStyles } from '../styles/base.js';
import { controls } from '../styles/controls.js';
import { deliveryStyles } from '../styles/delivery.js';
import { linkStyles } from '../styles/links.js';

export const styles = [
  baseStyles,
  controls,
  deliveryStyles,
  linkStyles,
  css`
    article {
      display: grid;
      gap: calc(var(--_unit) * 4.5);
    }
    [part~='why'] {
      font: italic 400 calc(var(--_text) * 1.125) / 1.45 var(--_font-title);
      max-inline-size: 46ch;
      text-wrap: pretty;
    }
    .variant, .coachGuide {
      padding-inline-start: calc(var(--_unit) * 4);
      border-inline-start: 3px solid var(--_rope-light);
    }
    .coachGuide {
      border-color: var(--_accent);
    }
    .coachGuide .eyebrow {
      color: var(--_accent);
    }
    [part~='prompt'] {
      display: grid;
      justify-items: start;
      gap: calc(var(--_unit) * 2.5);
      padding-block-start: calc(var(--_unit) * 4);
      border-block-start: var(--_border) solid var(--_line);
    }
    [part~='prompt'] > .writing {
      justify-self: stretch;
    }
    .question {
      font: 600 calc(var(--_text) * 1.0625) / 1.4 var(--_font-title);
      max-inline-size: 52ch;
      text-wrap: pretty;
    }
    figure {
      display: grid;
      gap: var(--_unit);
      justify-self: stretch;
      padding: calc(var(--_unit) * 3) calc(var(--_unit) * 4);
      background: var(--_surface);
      border-radius: var(--_radius);
    }
    figcaption {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      column-gap: calc(var(--_unit) * 2);
    }
    .others {
      display: grid;
      gap: calc(var(--_unit) * 2);
    }
    .others [part~='prompt'] {
      border: 0;
      padding: 0;
    }
    .others .question {
      font-weight: 400;
    }
    .problem {
      color: var(--_alert);
      font-weight: 600;
      font-size: var(--_small);
    }
    .problem:empty {
      margin-block-start: calc(var(--_unit) * -4.5);
    }
    @media (forced-colors: active) {
      figure {
        border: 1px solid CanvasText;
      }
    }
  `,
];
