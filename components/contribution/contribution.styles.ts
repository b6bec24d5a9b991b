import { css } from 'lit';
import { baseStyles } from '../styles/base.js';
import { deliveryStyles } from '../styles/delivery.js';
import { linkStyles } from '../styles/links.js';

export const styles = [
  baseStyles,
  deliveryStyles,
  linkStyles,
  css`
    article {
      display: grid;
      grid-template-columns: var(--_avatar) minmax(0, 1fr);
      column-gap: calc(var(--_unit) * 3);
      row-gap: var(--_unit);
    }
    article > * {
      grid-column: 2;
    }
    article > :first-child {
      grid-column: 1;
      grid-row: 1 / span 2;
    }
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      column-gap: calc(var(--_unit) * 2);
      line-height: 1.35;
    }
    .kind {
      font: italic 400 var(--_text) / 1.35 var(--_font-title);
      color: var(--_rope-ink);
    }
    time {
      font-size: calc(var(--_text) * 0.8125);
      color: var(--_ink-soft);
      margin-inline-start: auto;
    }
    .readers {
      font-size: calc(var(--_text) * 0.8125);
      color: var(--_ink-soft);
    }
    dl {
      display: grid;
      gap: var(--_unit);
      margin-block-start: var(--_unit);
      padding-inline-start: calc(var(--_unit) * 3);
      border-inline-start: 2px solid var(--_rope-light);
      font-size: var(--_small);
      max-inline-size: var(--_measure);
    }
    dt, dd {
      display: inline;
    }
    dt {
      font: italic 400 var(--_small) / var(--_line-height) var(--_font-title);
      color: var(--_ink-soft);
    }
    dt::after {
      content: ' · ';
    }
    /* What one may do with these words stands in one row; what opens takes one of its own. */
    slot {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      column-gap: calc(var(--_unit) * 2);
    }
    ::slotted(*) {
      flex: 1 0 100%;
      min-inline-size: 0;
    }
    ::slotted(.reply), ::slotted(:state(quiet)) {
      flex: none;
    }
  `,
];
