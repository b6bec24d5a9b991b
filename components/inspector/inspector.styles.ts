import { css } from 'lit';
import { baseStyles } from '../styles/base.js';
import { controls } from '../styles/controls.js';

export const styles = [
  baseStyles,
  controls,
  css`
    :host {
      container-type: inline-size;
    }
    [part~='base'] {
      display: grid;
      gap: calc(var(--_unit) * 5);
      --_mono: ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace;
    }
    .head {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      align-items: end;
      gap: calc(var(--_unit) * 3) calc(var(--_unit) * 6);
    }
    .head > div:first-child {
      display: grid;
      gap: var(--_unit);
      flex: 1 1 20rem;
      max-inline-size: var(--_measure);
    }
    .head > .outcome, .head > textarea {
      flex-basis: 100%;
    }
    .outcome {
      color: var(--_accent);
    }
    .outcome:empty {
      display: none;
    }
    .sheets {
      display: grid;
      gap: calc(var(--_unit) * 5);
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 19rem), 1fr));
    }
    .sheet {
      display: grid;
      align-content: start;
      gap: calc(var(--_unit) * 3);
      padding: calc(var(--_unit) * 4) calc(var(--_unit) * 5);
      border: 1px solid var(--_line);
      border-radius: var(--_radius);
      background: var(--_surface);
      min-inline-size: 0;
    }
    [part~='section-title'] {
      font-size: calc(var(--_text) * 1.0625);
    }
    [part~='sync'] {
      display: flex;
      gap: calc(var(--_unit) * 3);
      padding: calc(var(--_unit) * 3) calc(var(--_unit) * 5);
      border-radius: var(--_radius);
      background: var(--_accent-soft);
    }
    [part~='sync'] .icon {
      margin-block-start: 0.2em;
      color: var(--_accent);
    }
    [part~='sync'].waits {
      background: var(--_rope-soft);
    }
    [part~='sync'].waits .icon {
      color: var(--_rope-ink);
    }
    [part~='sync'].alert {
      background: var(--_alert-soft);
    }
    [part~='sync'].alert .icon {
      color: var(--_alert);
    }
    [part~='sync'] small {
      display: block;
      font-size: var(--_small);
    }
    dl {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      gap: calc(var(--_unit) * 1.5) calc(var(--_unit) * 4);
      font-size: var(--_small);
    }
    dt {
      color: var(--_ink-soft);
    }
    code, pre, time, .events b, [part~='report'] {
      font-family: var(--_mono);
      font-size: 0.92em;
      font-variant-ligatures: none;
    }
    .chips {
      display: flex;
      flex-wrap: wrap;
      gap: calc(var(--_unit) * 1.5);
      font-size: var(--_small);
    }
    .chips li {
      padding: calc(var(--_unit) * 0.5) calc(var(--_unit) * 2.5);
      border-radius: var(--_radius-round);
      background: var(--_sunken);
    }
    .bad {
      color: var(--_alert);
    }
    .rows > li + li {
      border-block-start: 1px solid var(--_line);
    }
    .rows > li {
      display: grid;
      gap: calc(var(--_unit) * 0.5);
      padding-block: calc(var(--_unit) * 2.5);
    }
    .rows > li:first-child {
      padding-block-start: 0;
    }
    .rows > li:last-child {
      padding-block-end: 0;
    }
    .id {
      font-weight: 600;
    }
    label {
      display: inline-flex;
      align-items: center;
      gap: calc(var(--_unit) * 2);
      min-block-size: 32px;
      font-weight: 400;
      font-size: var(--_small);
    }
    input[type='checkbox'] {
      inline-size: 18px;
      block-size: 18px;
      accent-color: var(--_accent);
    }
    .events {
      font-size: calc(var(--_text) * 0.8125);
      line-height: 1.45;
    }
    .events.long {
      max-block-size: 26rem;
      overflow: auto;
      overscroll-behavior: contain;
      margin-inline: calc(var(--_unit) * -2);
      padding-inline: calc(var(--_unit) * 2);
    }
    .events li {
      display: grid;
      grid-template-columns: 7.5em 10em minmax(0, 1fr);
      gap: 0 calc(var(--_unit) * 3);
      padding-block: calc(var(--_unit) * 1.25);
    }
    .events li {
      border-block-start: 1px solid color-mix(in srgb, var(--_line) 55%, transparent);
    }
    .events li:first-child {
      border: 0;
    }
    .events time {
      color: var(--_ink-soft);
      font-variant-numeric: tabular-nums;
    }
    .events b {
      font-weight: 600;
    }
    .failed-event b {
      color: var(--_alert);
    }
    pre {
      margin: 0;
      padding: calc(var(--_unit) * 3) calc(var(--_unit) * 4);
      border-radius: var(--_radius);
      background: var(--_sunken);
      overflow-x: auto;
      font-size: var(--_small);
    }
    [part~='report'] {
      inline-size: 100%;
      padding: calc(var(--_unit) * 3);
      border: var(--_border) solid var(--_field-line);
      border-radius: var(--_radius);
      background: var(--_paper);
      font-size: calc(var(--_text) * 0.8125);
      resize: vertical;
    }
    @container (max-width: 560px) {
      .sheet {
        padding: calc(var(--_unit) * 4);
      }
      .events li {
        grid-template-columns: auto minmax(0, 1fr);
      }
      .events li > span {
        grid-column: 1 / -1;
      }
      .head .actions {
        inline-size: 100%;
      }
      .head .actions button {
        flex: 1;
      }
    }
    @media (forced-colors: active) {
      [part~='sync'], .chips li, pre {
        border: 1px solid CanvasText;
      }
    }
  `,
];
