import { css } from 'lit';
import { personalStyles } from '../styles/personal.js';

export const styles = [
  personalStyles,
  css`
    section, form {
      max-inline-size: 720px;
    }
    .sentence {
      font: 400 calc(var(--_text) * 1.0625) / 1.45 var(--_font-title);
    }
    .sentence + .hint {
      margin-block-start: calc(var(--_unit) * -3);
    }
    .zone, .zone .sheet {
      display: grid;
      gap: calc(var(--_unit) * 4);
    }
    .zone {
      margin-block-start: calc(var(--_unit) * 2);
      padding-block-start: calc(var(--_unit) * 5);
      border-block-start: var(--_border) solid var(--_line);
    }
    .elsewhere {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: calc(var(--_unit) * 2) calc(var(--_unit) * 3);
    }
    select {
      max-inline-size: 100%;
    }
    .times {
      display: flex;
      flex-wrap: wrap;
      gap: calc(var(--_unit) * 4);
    }
    input[type='time'] {
      display: block;
      min-block-size: var(--_target);
      padding: calc(var(--_unit) * 2) calc(var(--_unit) * 3.5);
      border: var(--_border) solid var(--_field-line);
      border-radius: var(--_radius);
      background: var(--_surface);
    }
  `,
];
