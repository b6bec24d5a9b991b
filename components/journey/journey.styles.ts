import { css } from 'lit';
import { baseStyles } from '../styles/base.js';
import { controls } from '../styles/controls.js';
import { themed } from '../styles/theme.js';

export const styles = [
  baseStyles,
  controls,
  themed,
  css`
    [part~='base'] {
      container: sheet / inline-size;
      background: var(--_paper);
      border-radius: calc(var(--_radius) * 1.6);
      overflow: clip;
    }
    .sheet {
      position: relative;
      isolation: isolate;
      display: flex;
      flex-direction: column;
      padding: calc(var(--_unit) * 5);
    }
    .list {
      display: grid;
      gap: calc(var(--_unit) * 6);
      inline-size: min(100%, 720px);
      margin-inline: auto;
    }
    [part~='header'] {
      position: relative;
      isolation: isolate;
      margin: calc(var(--_unit) * -5) calc(var(--_unit) * -5) 0;
      padding: calc(var(--_unit) * 7) calc(var(--_unit) * 5) calc(var(--_unit) * 5);
      border-block-end: var(--_border) solid var(--_line);
    }
    .contours {
      position: absolute;
      inset-block: 0;
      inset-inline-end: 0;
      inline-size: min(100%, 560px);
      block-size: 100%;
      z-index: -1;
      fill: none;
      stroke: var(--_line);
      mask-image: linear-gradient(to right, transparent, #000 60%);
    }
    .list .contours {
      block-size: min(100%, 340px);
      mask-image: radial-gradient(circle at 75% 30%, #000, transparent 70%);
    }
    [dir='rtl'] .contours {
      transform: scaleX(-1);
    }
    .contours path {
      vector-effect: non-scaling-stroke;
    }
    .back {
      margin-inline-start: calc(var(--_unit) * -2.5);
      margin-block: calc(var(--_unit) * -3) calc(var(--_unit) * 2);
    }
    [part~='title'] {
      font-size: calc(var(--_text) * 1.75);
      font-weight: 500;
      line-height: 1.15;
      max-inline-size: 24ch;
      margin-block: 2px var(--_unit);
    }
    .subtitle {
      font: italic 400 calc(var(--_text) * 1.0625) / 1.4 var(--_font-title);
      color: var(--_ink-soft);
    }
    .under {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: calc(var(--_unit) * 3) calc(var(--_unit) * 6);
      margin-block-start: calc(var(--_unit) * 4);
    }
    .circle {
      display: flex;
      flex-wrap: wrap;
      gap: calc(var(--_unit) * 1.5);
    }
    .circle li {
      line-height: 0;
    }
    [part~='places'] {
      position: sticky;
      inset-block-end: 0;
      z-index: 2;
      order: 1;
      display: flex;
      flex-wrap: wrap;
      justify-content: space-around;
      gap: var(--_unit);
      margin-inline: calc(var(--_unit) * -5);
      margin-block-end: calc(var(--_unit) * -5);
      padding: var(--_unit);
      padding-block-end: max(var(--_unit), env(safe-area-inset-bottom));
      background: var(--_paper);
      border-block-start: var(--_border) solid var(--_line);
    }
    .single {
      display: none;
    }
    .place {
      /* A longer name takes more room, and two lines before it pushes the last place into a row of its own. */
      flex: 1 1 min-content;
      flex-direction: column;
      justify-content: flex-start;
      gap: 0;
      min-inline-size: 36px;
      min-block-size: 52px;
      padding: var(--_unit) 0;
      line-height: 1.2;
      overflow-wrap: normal;
      border: 0;
      border-radius: var(--_radius);
      font-size: calc(var(--_text) * 0.6875);
      color: var(--_ink-soft);
    }
    .place .icon {
      inline-size: 22px;
      block-size: 22px;
    }
    .place[aria-current] {
      color: var(--_accent);
    }
    .place[aria-current] .icon {
      stroke-width: 2.25;
    }
    .now {
      color: var(--_rope-ink);
    }
    .now:hover {
      background: var(--_rope-soft);
    }
    [part~='body'] {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--_unit) * 9);
      max-inline-size: 760px;
      padding-block: calc(var(--_unit) * 6) calc(var(--_unit) * 8);
    }
    .challenge:state(empty), .news:state(empty), .later:state(empty), :not(:defined):is(.news, .later) {
      display: none;
    }
    @container sheet (max-width: 619px) {
      .contours {
        inline-size: 75%;
        opacity: 0.6;
      }
    }
    @container sheet (min-width: 620px) {
      .sheet {
        padding: calc(var(--_unit) * 9);
      }
      [part~='header'] {
        margin: calc(var(--_unit) * -9) calc(var(--_unit) * -9) 0;
        padding: calc(var(--_unit) * 11) calc(var(--_unit) * 9) calc(var(--_unit) * 5);
        border-block-end: 0;
      }
      [part~='title'] {
        font-size: calc(var(--_text) * 2.5);
      }
      [part~='places'] {
        position: static;
        order: 0;
        justify-content: flex-start;
        gap: 0 clamp(calc(var(--_unit) * 3), 2.6cqi, calc(var(--_unit) * 6));
        margin: 0 calc(var(--_unit) * -9);
        padding: 0 calc(var(--_unit) * 9);
        border-block-start: 0;
        border-block-end: var(--_border) solid var(--_line);
      }
      .place {
        flex: none;
        flex-direction: row;
        gap: calc(var(--_unit) * 1.5);
        min-block-size: var(--_target);
        padding: 0;
        border-radius: 0;
        border-block-end: 3px solid transparent;
        margin-block-end: -1px;
        font-size: var(--_text);
      }
      .place:hover {
        background: none;
        border-color: var(--_rope-light);
        color: var(--_ink);
      }
      .place[aria-current] {
        border-color: var(--_rope);
        color: var(--_ink);
      }
      /* On a wide sheet its large button is near enough. */
      .thread-open .now {
        display: none;
      }
      .now {
        margin-inline-start: auto;
      }
    }
    @container sheet (min-width: 980px) {
      .thread {
        grid-template-columns: minmax(0, 1.4fr) minmax(0, 1fr);
        column-gap: calc(var(--_unit) * 14);
        max-inline-size: 1200px;
      }
      .thread > * {
        grid-column: 2;
      }
      .thread > .open {
        grid-column: 1;
        grid-row: 1 / span 6;
      }
    }
    @media (forced-colors: active) {
      [part~='base'] {
        border: 1px solid CanvasText;
      }
      .place:not([aria-current]) {
        border-width: 0;
        margin-block-end: 0;
      }
      .place[aria-current] {
        outline: 2px solid Highlight;
      }
    }
  `,
];
