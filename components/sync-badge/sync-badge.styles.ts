import { css } from 'lit';
import { baseStyles } from '../styles/base.js';
import { controls } from '../styles/controls.js';

export const styles = [
  baseStyles,
  controls,
  css`
    [part~='base'] {
      display: grid;
      gap: calc(var(--_unit) * 2);
      justify-items: start;
      font-size: calc(var(--_text) * 0.8125);
      line-height: 1.4;
    }
    .line {
      display: inline-flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: calc(var(--_unit) * 1.5);
      color: var(--_ink-soft);
    }
    /* Its icon stays beside it; only the button may go below. */
    .line p {
      max-inline-size: calc(100% - 1.15em - var(--_unit) * 1.5);
    }
    .line .icon {
      translate: 0 0.2em;
    }
    .line.waits {
      color: var(--_rope-ink);
    }
    .line.alert {
      color: var(--_alert);
      font-weight: 600;
    }
    .calm .icon {
      color: var(--_accent);
    }
    .memory {
      display: flex;
      gap: calc(var(--_unit) * 2);
      padding: calc(var(--_unit) * 2) calc(var(--_unit) * 3);
      background: var(--_rope-soft);
      color: var(--_rope-ink);
      border-radius: var(--_radius);
      max-inline-size: 52ch;
    }
    [part~='refused'] {
      justify-self: stretch;
      font-size: var(--_text);
    }
    @media (forced-colors: active) {
      .memory { border: 1px solid CanvasText; }
    }
  `,
];
