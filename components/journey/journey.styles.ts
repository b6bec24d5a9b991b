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
      padding: calc(var(--_unit) * 5);
    }
    .list {
      display: grid;
      gap: calc(var(--_unit) * 6);
      max-inline-size: 720px;
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
    [part~='body'] {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--_unit) * 9);
      padding-block: calc(var(--_unit) * 6) calc(var(--_unit) * 3);
    }
    .one {
      max-inline-size: 720px;
      margin-inline: auto;
    }
    .challenge:state(empty) {
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
        padding: calc(var(--_unit) * 11) calc(var(--_unit) * 9) calc(var(--_unit) * 6);
      }
      [part~='title'] {
        font-size: calc(var(--_text) * 2.5);
      }
    }
    @container sheet (min-width: 980px) {
      .two {
        grid-template-columns: minmax(0, 1.25fr) minmax(0, 1fr);
        column-gap: calc(var(--_unit) * 16);
        row-gap: calc(var(--_unit) * 10);
      }
      .two > .challenge {
        grid-column: 1 / -1;
      }
    }
    @media (forced-colors: active) {
      [part~='base'] {
        border: 1px solid CanvasText;
      }
    }
  `,
];
