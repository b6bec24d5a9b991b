import { css } from 'lit';
import { baseStyles } from './base.js';
import { controls } from './controls.js';
import { fields } from './fields.js';
import { deliveryStyles } from './delivery.js';

const personal = css`
  input:not([type]), input[type='text'], input[type='date'], input[type='email'], select {
    display: block;
    inline-size: 100%;
    min-block-size: var(--_target);
    padding: calc(var(--_unit) * 2) calc(var(--_unit) * 3.5);
    border: var(--_border) solid var(--_field-line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  textarea.short {
    min-block-size: calc(var(--_unit) * 14);
  }
  form, .stack {
    display: grid;
    gap: calc(var(--_unit) * 4);
  }
  /* As much as the ring of a field that has the focus needs. */
  .field {
    display: grid;
    gap: calc(var(--_unit) * 1.75);
  }
  .field > label, .field > legend, fieldset > legend {
    font: 600 calc(var(--_text) * 1.0625) / 1.3 var(--_font-title);
  }
  label small {
    font: 400 var(--_small) var(--_font);
    white-space: nowrap;
  }
  .hint {
    font-size: var(--_small);
    color: var(--_ink-soft);
    max-inline-size: var(--_measure);
  }
  .sheet {
    padding: calc(var(--_unit) * 4);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_paper);
  }
  /* Choices side by side, each as large as a finger. */
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_unit) * 1.5);
    margin-block-start: var(--_unit);
  }
  .choices label {
    position: relative;
    cursor: pointer;
    font-weight: 500;
  }
  .choices input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .choices span {
    display: flex;
    align-items: center;
    min-block-size: 36px;
    padding: var(--_unit) calc(var(--_unit) * 3.5);
    border: var(--_border) solid var(--_field-line);
    border-radius: var(--_radius-round);
    font-size: var(--_small);
    line-height: 1.3;
    transition: background-color var(--_duration);
  }
  .choices input:checked + span {
    border-color: var(--_rope);
    background: var(--_rope-soft);
    color: var(--_rope-ink);
    font-weight: 600;
  }
  .choices input:focus-visible + span {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }
  .outcome {
    font-size: var(--_small);
    color: var(--_accent);
  }
  .outcome:empty {
    display: none;
  }
  .outcome.bad {
    color: var(--_alert);
  }
  button.quiet-danger {
    color: var(--_alert);
  }
  .delivery .icon {
    inline-size: 1em;
    block-size: 1em;
  }
  q, .quoted {
    font: italic 400 calc(var(--_text) * 1.0625) / 1.45 var(--_font-title);
    quotes: auto;
  }
  /* Browsers leave out the spaces that French puts inside. */
  q:lang(fr)::before {
    content: '«\\a0';
  }
  q:lang(fr)::after {
    content: '\\a0»';
  }
  summary {
    cursor: pointer;
    min-block-size: 32px;
    align-content: center;
    font-size: var(--_small);
    font-weight: 600;
    color: var(--_accent);
    border-radius: var(--_radius);
  }
  .visible-list {
    display: grid;
    gap: calc(var(--_unit) * 2);
  }
  @media (forced-colors: active) {
    .choices input:checked + span {
      border: 3px solid Highlight;
    }
    .sheet {
      border: 1px solid CanvasText;
    }
  }
`;

/** What the elements share that come when they are asked for. */
export const personalStyles = [baseStyles, controls, fields, deliveryStyles, personal];
