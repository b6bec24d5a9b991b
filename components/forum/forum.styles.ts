import { css } from 'lit';
import { baseStyles } from '../styles/base.js';
import { controls } from '../styles/controls.js';
import { deliveryStyles } from '../styles/delivery.js';

export const styles = [
  baseStyles,
  controls,
  deliveryStyles,
  css`
    .head {
      margin-block-end: calc(var(--_unit) * 3);
    }
    .head p {
      text-wrap: balance;
    }
    [part~='topics'] > li + li {
      border-block-start: var(--_border) solid var(--_line);
    }
    .topic {
      display: grid;
      gap: calc(var(--_unit) * 1.5);
      justify-content: stretch;
      inline-size: calc(100% + var(--_unit) * 6);
      margin-inline: calc(var(--_unit) * -3);
      padding: calc(var(--_unit) * 3.5) calc(var(--_unit) * 3);
      border: 0;
      border-radius: var(--_radius);
      text-align: start;
      font-weight: 400;
    }
    .topic:hover .text {
      text-decoration: underline;
      text-decoration-color: var(--_rope);
      text-underline-offset: 4px;
      text-decoration-thickness: 1px;
    }
    .text {
      font: 400 calc(var(--_text) * 1.125) / 1.4 var(--_font-title);
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 3;
      overflow: hidden;
    }
    .about {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: calc(var(--_unit) * 1) calc(var(--_unit) * 2.5);
      font-size: calc(var(--_text) * 0.8125);
      color: var(--_ink-soft);
    }
    .people {
      display: inline-flex;
      --cordee-avatar-size: 26px;
    }
    .people > * {
      border-radius: 50%;
      box-shadow: 0 0 0 2px var(--_paper);
    }
    .people > * + * {
      margin-inline-start: -6px;
    }
    .news {
      padding: 1px calc(var(--_unit) * 2);
      border-radius: var(--_radius-round);
      background: var(--_rope-soft);
      color: var(--_rope-ink);
    }
    .open {
      margin-block-start: calc(var(--_unit) * 3);
    }
    .writing {
      margin-block-start: calc(var(--_unit) * 4);
    }
    .back {
      margin-inline-start: calc(var(--_unit) * -2.5);
      margin-block-end: calc(var(--_unit) * 2);
    }
  `,
];
