import { css } from 'lit';
import { personalStyles } from '../styles/personal.js';

export const styles = [
  personalStyles,
  css`
    article {
      display: grid;
      gap: calc(var(--_unit) * 3);
    }
    header [part~='title'] {
      font-size: calc(var(--_text) * 1.1875);
    }
    .about {
      font-size: calc(var(--_text) * 0.8125);
      color: var(--_ink-soft);
    }
    [part~='chart'] {
      min-block-size: 166px;
      max-inline-size: 720px;
      overflow: hidden;
    }
    [part~='chart'] svg {
      display: block;
      max-inline-size: 100%;
    }
    .row {
      stroke: var(--_line);
      stroke-width: 1;
    }
    .row.hoped {
      stroke: var(--_accent);
      stroke-dasharray: 2 4;
    }
    text {
      font: 400 12.5px var(--_font);
      fill: var(--_ink-soft);
    }
    text.hoped {
      fill: var(--_accent);
      font-weight: 600;
    }
    text.who {
      font-weight: 600;
      paint-order: stroke;
      stroke: var(--_surface);
      stroke-width: 3px;
    }
    .self path, .guide path {
      fill: none;
      stroke-linejoin: round;
      stroke-linecap: round;
    }
    .self path {
      stroke: var(--_rope);
      stroke-width: 3.5;
    }
    .guide path {
      stroke: var(--_accent);
      stroke-width: 2.25;
      stroke-dasharray: 6 4;
    }
    .self text.who {
      fill: var(--_rope-ink);
    }
    .guide text.who {
      fill: var(--_accent);
    }
    .self circle {
      fill: var(--_rope);
      stroke: var(--_surface);
      stroke-width: 1.5;
    }
    .guide rect {
      fill: var(--_accent);
      stroke: var(--_surface);
      stroke-width: 1.5;
    }
    circle.first {
      fill: var(--_surface);
      stroke: var(--_rope);
      stroke-width: 2.5;
    }
    [part~='today'] {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 240px), 1fr));
      gap: calc(var(--_unit) * 3) calc(var(--_unit) * 6);
      max-inline-size: 720px;
    }
    [part~='today'] > li {
      border-inline-start: 3px solid var(--_rope);
      padding-inline-start: calc(var(--_unit) * 3);
    }
    [part~='today'] > li.guide {
      border-inline-start: 3px dashed var(--_accent);
    }
    .who, time {
      font-size: var(--_small);
      color: var(--_ink-soft);
    }
    .level {
      font: 600 calc(var(--_text) * 1.0625) / 1.35 var(--_font-title);
    }
    .self > .level {
      color: var(--_rope-ink);
    }
    .guide > .level {
      color: var(--_accent);
    }
    .levels {
      display: grid;
      gap: var(--_unit);
      margin-block-start: calc(var(--_unit) * 2);
    }
    .levels label {
      display: flex;
      gap: calc(var(--_unit) * 3);
      padding: calc(var(--_unit) * 2);
      border-radius: var(--_radius);
      font-weight: 400;
      cursor: pointer;
    }
    .levels label:hover {
      background: var(--_accent-soft);
    }
    .levels label:has(:checked) {
      background: var(--_rope-soft);
    }
    .levels b {
      display: block;
      font-size: var(--_small);
    }
    .history {
      display: grid;
      gap: calc(var(--_unit) * 2);
      padding-block: calc(var(--_unit) * 2);
      font-size: var(--_small);
    }
    @media (forced-colors: active) {
      .self path, .guide path, .row.hoped {
        stroke: CanvasText;
      }
      .row {
        stroke: GrayText;
      }
      text, .self text.who, .guide text.who, text.hoped, .self circle, .guide rect {
        fill: CanvasText;
      }
      text.who {
        stroke: Canvas;
      }
      circle.first {
        fill: Canvas;
        stroke: CanvasText;
      }
    }
  `,
];
