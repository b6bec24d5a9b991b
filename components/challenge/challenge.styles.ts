import { css } from 'lit';
import { baseStyles } from '../styles/base.js';
import { controls } from '../styles/controls.js';
import { deliveryStyles } from '../styles/delivery.js';

export const styles = [
  baseStyles,
  controls,
  deliveryStyles,
  css`
    .raise {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: calc(var(--_unit) * 2) calc(var(--_unit) * 4);
    }
    .raise > p {
      flex: 1 1 220px;
      text-wrap: balance;
    }
    .raise > :only-child {
      flex: 1 1 100%;
    }
    button.hard {
      min-block-size: 48px;
      padding-inline: calc(var(--_unit) * 5);
      border-color: transparent;
      background: var(--_rope-ink);
      color: var(--_on-rope);
      font-size: calc(var(--_text) * 1.0625);
    }
    @media (forced-colors: active) {
      button.hard {
        border-width: 3px;
      }
    }
    button.hard:hover {
      background: var(--_rope-ink);
      filter: brightness(1.12);
    }
    .knot {
      inline-size: 26px;
      block-size: 26px;
      margin-block: -4px;
    }
    .writing {
      --cordee-color-accent: var(--_rope-ink);
      --cordee-color-accent-strong: var(--_rope-ink);
      --cordee-color-accent-soft: var(--_rope-soft);
      --cordee-color-on-accent: var(--_on-rope);
    }
    section {
      display: grid;
      max-inline-size: 800px;
      gap: calc(var(--_unit) * 2);
      justify-items: start;
    }
    .each {
      display: grid;
      gap: calc(var(--_unit) * 2);
    }
    .each, .each > * {
      inline-size: 100%;
    }
    * + section {
      margin-block-start: calc(var(--_unit) * 5);
    }
    section > [part~='title'] {
      font-size: calc(var(--_text) * 1.0625);
    }
    .waits > [part~='title'] {
      font-size: calc(var(--_text) * 1.25);
      color: var(--_rope-ink);
    }
    article {
      inline-size: 100%;
      border-inline-start: 3px solid var(--_rope-light);
      padding-inline-start: calc(var(--_unit) * 3);
    }
    article.unseen {
      border-color: var(--_rope);
      background: linear-gradient(to right, var(--_rope-soft), transparent 70%);
    }
    [dir='rtl'] article.unseen {
      background: linear-gradient(to left, var(--_rope-soft), transparent 70%);
    }
    .row {
      display: grid;
      grid-template-columns: var(--_avatar) minmax(0, 1fr) auto;
      gap: 2px calc(var(--_unit) * 3);
      inline-size: 100%;
      padding: calc(var(--_unit) * 2) calc(var(--_unit) * 1);
      border: 0;
      border-radius: var(--_radius);
      text-align: start;
      font-weight: 400;
    }
    .row > :first-child {
      grid-row: 1 / span 2;
      align-self: start;
    }
    .row > .icon {
      grid-area: 1 / 3 / span 2;
      align-self: center;
      color: var(--_ink-soft);
      transition: transform var(--_duration);
    }
    [aria-expanded='true'] > .icon {
      transform: rotate(180deg);
    }
    .who {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      column-gap: calc(var(--_unit) * 2);
    }
    time {
      font-size: var(--_small);
      color: var(--_ink-soft);
    }
    .unseen time {
      color: var(--_rope-ink);
      font-weight: 600;
    }
    .lead {
      grid-column: 2;
      font: 400 calc(var(--_text) * 1.0625) / 1.45 var(--_font-title);
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
      overflow: hidden;
      max-inline-size: var(--_measure);
    }
    [aria-expanded='true'] > .lead {
      -webkit-line-clamp: none;
      white-space: pre-line;
    }
    .below {
      display: flex;
      flex-wrap: wrap;
      column-gap: calc(var(--_unit) * 3);
      font-size: calc(var(--_text) * 0.8125);
      color: var(--_ink-soft);
      padding-inline-start: calc(var(--_avatar) + var(--_unit) * 4);
    }
    .reads {
      display: flex;
      flex-wrap: wrap;
      column-gap: calc(var(--_unit) * 4);
      padding-inline-start: calc(var(--_avatar) + var(--_unit) * 3);
    }
    .thread, ol {
      display: grid;
      gap: calc(var(--_unit) * 4);
    }
    .thread {
      padding-block: calc(var(--_unit) * 3) calc(var(--_unit) * 2);
      padding-inline-start: var(--_unit);
    }
    ol:empty {
      display: none;
    }
  `,
];
