import { css } from 'lit';
import { baseStyles } from '../styles/base.js';
import { controls } from '../styles/controls.js';
import { fields } from '../styles/fields.js';

export const styles = [
  baseStyles,
  controls,
  fields,
  css`
    form {
      display: grid;
      gap: calc(var(--_unit) * 2.5);
      max-inline-size: var(--_measure);
    }
    label[for] {
      font: 600 calc(var(--_text) * 1.0625) / 1.3 var(--_font-title);
      text-wrap: balance;
    }
    .label {
      font: 600 calc(var(--_text) * 1.0625) / 1.3 var(--_font-title);
    }
    .moment {
      display: grid;
      gap: var(--_unit);
      padding-inline-start: calc(var(--_unit) * 4);
      border-inline-start: 3px solid var(--_rope-light);
    }
    .moment label {
      margin-block-start: calc(var(--_unit) * 2);
    }
    .moment textarea {
      min-block-size: var(--_target);
    }
    .moment .hint {
      margin: 0;
    }
    [part~='advice'], [part~='hours'] {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: calc(var(--_unit) * 2) calc(var(--_unit) * 3);
      padding: calc(var(--_unit) * 3) calc(var(--_unit) * 4);
      border-radius: var(--_radius);
      background: var(--_accent-soft);
    }
    [part~='hours'] {
      flex-direction: column;
      align-items: flex-start;
      background: none;
      padding: 0;
    }
    [part~='advice'] p {
      flex: 1 1 240px;
    }
    [part~='hours'] p {
      text-wrap: pretty;
    }
    .kept {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      column-gap: calc(var(--_unit) * 4);
      margin: 0;
    }
    .kept .plain {
      margin-inline-start: calc(var(--_unit) * -2.5);
    }
    .hint {
      margin-block-start: calc(var(--_unit) * -1.5);
      font-size: var(--_small);
      color: var(--_ink-soft);
    }
    .kinds {
      display: flex;
      flex-wrap: wrap;
      gap: calc(var(--_unit) * 1.5);
    }
    .kinds label {
      position: relative;
      cursor: pointer;
      font-weight: 500;
    }
    .kinds input {
      position: absolute;
      inset: 0;
      inline-size: 100%;
      block-size: 100%;
      margin: 0;
      opacity: 0;
      cursor: pointer;
    }
    .kinds span {
      display: block;
      padding: calc(var(--_unit) * 1.5) calc(var(--_unit) * 3);
      border: var(--_border) solid var(--_line);
      border-radius: var(--_radius-round);
      font-size: var(--_small);
      line-height: 1.3;
      transition: background-color var(--_duration);
    }
    .kinds input:hover + span {
      border-color: var(--_field-line);
    }
    .kinds input:checked + span {
      border-color: var(--_rope);
      background: var(--_rope-soft);
      color: var(--_rope-ink);
    }
    .kinds input:focus-visible + span {
      outline: 3px solid var(--_focus);
      outline-offset: 2px;
    }
    [part~='status'] {
      font-size: var(--_small);
      color: var(--_ink-soft);
    }
    [part~='status']:empty {
      margin-block-start: calc(var(--_unit) * -2.5);
    }
    [part~='status'].bad {
      color: var(--_alert);
      font-weight: 600;
    }
    @media (forced-colors: active) {
      .kinds input:checked + span {
        border-color: Highlight;
        outline: 2px solid Highlight;
      }
    }
  `,
];
