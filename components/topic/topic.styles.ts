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
      gap: calc(var(--_unit) * 5);
    }
    header {
      display: grid;
      gap: calc(var(--_unit) * 1.5);
    }
    header .small {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      column-gap: calc(var(--_unit) * 2);
    }
    .reads {
      display: flex;
      flex-wrap: wrap;
      column-gap: calc(var(--_unit) * 4);
    }
    [part~='title'] {
      font-size: calc(var(--_text) * 1.375);
      font-weight: 500;
      line-height: 1.35;
      max-inline-size: 40ch;
      white-space: pre-line;
    }
    [part~='voices'] {
      display: grid;
      position: relative;
    }
    [part~='voices'] > li {
      position: relative;
      padding-block-end: calc(var(--_unit) * 4);
    }
    /* The rope that ties one voice to the next. */
    [part~='voices'] > li::before {
      content: '';
      position: absolute;
      inset-block: calc(var(--_avatar) + 4px) -0px;
      inset-inline-start: calc(var(--_avatar) / 2 - 1px);
      inline-size: 2px;
      background: repeating-linear-gradient(to bottom, var(--_rope-light) 0 5px, transparent 5px 8px);
    }
    [part~='voices'] > li:last-child::before {
      display: none;
    }
    /* Of a long one, what is far away is not laid out; the browser still finds words in it. */
    .long > li {
      content-visibility: auto;
      contain-intrinsic-block-size: auto 160px;
    }
    .earlier {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: calc(var(--_unit) * 2);
      padding-block-end: calc(var(--_unit) * 5);
    }
    .earlier .icon {
      transform: scaleY(-1);
    }
    .replies {
      display: grid;
      gap: calc(var(--_unit) * 3);
      margin-block: calc(var(--_unit) * 3) var(--_unit);
      --cordee-avatar-size: 28px;
    }
    button.reply {
      justify-self: start;
      margin-inline-start: calc(var(--_unit) * -2.5);
      color: var(--_ink-soft);
      font-weight: 500;
    }
    .answering {
      margin-block: calc(var(--_unit) * 3);
    }
    .own {
      padding-block-start: calc(var(--_unit) * 5);
      border-block-start: var(--_border) solid var(--_line);
    }
  `,
];
