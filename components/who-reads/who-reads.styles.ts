import { css } from 'lit';
import { baseStyles } from '../styles/base.js';
import { controls } from '../styles/controls.js';
import { fields } from '../styles/fields.js';

export const styles = [
  baseStyles,
  controls,
  fields,
  css`
    /* What changes it follows the names, as a word would. */
    .line {
      position: relative;
      padding-inline-start: calc(1.15em + var(--_unit) * 2);
      padding-block: calc((var(--_unit) * 8 - 1lh) / 2);
      font-size: var(--_small);
      color: var(--_ink-soft);
      word-spacing: calc(var(--_unit) * 2);
    }
    .line > .icon {
      position: absolute;
      inset-block-start: calc((var(--_unit) * 8 - 1.15em) / 2);
      inset-inline-start: 0;
    }
    [part~='sentence'] {
      display: inline;
      color: var(--_ink);
      word-spacing: normal;
    }
    /* The space before it is the line's: below the names it begins where they do. */
    .line button {
      margin-block: calc(var(--_unit) * -1.25);
      padding-inline: 0;
      word-spacing: normal;
      text-decoration: underline;
      text-underline-offset: 3px;
      text-decoration-thickness: 1px;
    }
    fieldset {
      display: grid;
      gap: var(--_unit);
      margin-block-start: calc(var(--_unit) * 2);
      padding: calc(var(--_unit) * 3) calc(var(--_unit) * 4);
      border: var(--_border) solid var(--_line);
      border-radius: var(--_radius);
      background: var(--_surface);
      animation: unfold var(--_duration) ease-out;
    }
    legend {
      float: inline-start;
      inline-size: 100%;
      margin-block-end: calc(var(--_unit) * 1);
      font-family: var(--_font-title);
    }
    .choice {
      display: flex;
      gap: calc(var(--_unit) * 2.5);
      align-items: flex-start;
      min-block-size: 40px;
      padding-block: calc(var(--_unit) * 2);
      font-weight: 500;
      line-height: 1.35;
      cursor: pointer;
      clear: both;
    }
    .choice input {
      margin-block-start: 0;
    }
    small {
      display: block;
      font-size: calc(var(--_text) * 0.8125);
      font-weight: 400;
      color: var(--_ink-soft);
    }
    .names {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(9.5em, 100%), 1fr));
      margin-inline-start: calc(var(--_unit) * 7.5);
      column-gap: calc(var(--_unit) * 4);
    }
    @media (forced-colors: active) {
      .line button {
        padding-inline: calc(var(--_unit) * 2.5);
      }
    }
    @keyframes unfold {
      from { opacity: 0; transform: translateY(-4px); }
    }
  `,
];
