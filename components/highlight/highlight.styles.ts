import { css } from 'lit';
import { personalStyles } from '../styles/personal.js';
import { linkStyles } from '../styles/links.js';

export const styles = [
  personalStyles,
  linkStyles,
  css`
    article {
      display: grid;
      gap: calc(var(--_unit) * 3);
    }
    header .eyebrow {
      margin-block-end: calc(var(--_unit) * 0.5);
    }
    .part {
      display: grid;
      grid-template-columns: 9.5em minmax(0, 1fr);
      gap: calc(var(--_unit) * 4);
    }
    .name {
      font: italic 400 var(--_text) / 1.55 var(--_font-title);
      color: var(--_ink-soft);
    }
    ul {
      display: grid;
      gap: calc(var(--_unit) * 3);
    }
    li {
      display: grid;
      gap: var(--_unit);
      padding-inline-start: calc(var(--_unit) * 3);
      border-inline-start: 3px solid var(--_line);
    }
    li.open {
      border-inline-start-color: var(--_rope);
    }
    li.done {
      border-inline-start-color: var(--_accent);
    }
    .writing {
      margin-block-start: calc(var(--_unit) * 2);
    }
    .when {
      display: inline-block;
    }
    blockquote {
      font: italic 400 var(--_text) / 1.5 var(--_font-title);
      white-space: pre-line;
    }
    article {
      container-type: inline-size;
    }
    @container (max-width: 420px) {
      .part {
        grid-template-columns: minmax(0, 1fr);
        gap: var(--_unit);
      }
      .when {
        display: block;
      }
    }
  `,
];
