import { css } from 'lit';
import { baseStyles } from '../styles/base.js';
import { controls } from '../styles/controls.js';
import { fields } from '../styles/fields.js';

export const styles = [
  baseStyles,
  controls,
  fields,
  css`
    [part~='base'] {
      container: sheet / inline-size;
    }
    .sheet {
      position: relative;
      isolation: isolate;
      display: grid;
      gap: calc(var(--_unit) * 4);
      padding: calc(var(--_unit) * 8) calc(var(--_unit) * 5);
      background: var(--_paper);
      border-radius: calc(var(--_radius) * 1.6);
      overflow: clip;
    }
    .contours {
      position: absolute;
      inset-block-start: 0;
      inset-inline-end: 0;
      inline-size: min(100%, 560px);
      block-size: min(100%, 340px);
      z-index: -1;
      fill: none;
      stroke: var(--_line);
      mask-image: radial-gradient(circle at 75% 30%, #000, transparent 70%);
    }
    [part~='title'] {
      font-size: calc(var(--_text) * 2);
      font-weight: 500;
      line-height: 1.15;
      max-inline-size: 20ch;
    }
    blockquote {
      font: 400 calc(var(--_text) * 1.25) / 1.45 var(--_font-title);
      padding-inline-start: calc(var(--_unit) * 4);
      border-inline-start: 3px solid var(--_rope);
    }
    .line, form {
      max-inline-size: var(--_measure);
    }
    form {
      display: grid;
      gap: calc(var(--_unit) * 2);
      margin-block-start: calc(var(--_unit) * 2);
    }
    input {
      inline-size: 100%;
      max-inline-size: 24em;
      min-block-size: var(--_target);
      padding: calc(var(--_unit) * 2) calc(var(--_unit) * 3.5);
      border: var(--_border) solid var(--_field-line);
      border-radius: var(--_radius);
      background: var(--_surface);
    }
    form .actions {
      margin-block-start: calc(var(--_unit) * 2);
    }
    .problem {
      color: var(--_alert);
      font-weight: 600;
      font-size: var(--_small);
    }
    .problem:empty {
      display: none;
    }
    .warning {
      padding: calc(var(--_unit) * 3) calc(var(--_unit) * 5);
      margin-block-end: calc(var(--_unit) * 3);
      border-radius: var(--_radius);
      background: var(--_rope-soft);
      color: var(--_rope-ink);
    }
    @container sheet (min-width: 620px) {
      .sheet {
        padding: calc(var(--_unit) * 12) calc(var(--_unit) * 9);
      }
    }
    @media (forced-colors: active) {
      .sheet, .warning {
        border: 1px solid CanvasText;
      }
    }
  `,
];
