import { css } from 'lit';
import { baseStyles } from '../styles/base.js';
import { controls } from '../styles/controls.js';
import { drawings } from './drawings.styles.js';

export const styles = [
  baseStyles,
  controls,
  drawings,
  css`
    [part~='base'] {
      --_gutter: 40px;
      container-type: inline-size;
    }
    [part~='next'] {
      display: grid;
      justify-items: start;
      gap: calc(var(--_unit) * 2);
    }
    .sentence {
      font: 500 calc(var(--_text) * 1.5) / 1.25 var(--_font-title);
      max-inline-size: 26ch;
    }
    [part~='next'] button {
      margin-block-start: var(--_unit);
    }
    .line {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      justify-content: space-between;
      column-gap: calc(var(--_unit) * 3);
      margin-block-end: calc(var(--_unit) * 4);
    }
    .stage {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      column-gap: calc(var(--_unit) * 2.5);
      padding-inline-start: var(--_gutter);
      padding-block: calc(var(--_unit) * 5) var(--_unit);
    }
    .phases > :first-child > .stage {
      padding-block-start: 0;
    }
    [part~='phase-title'] {
      font-size: calc(var(--_text) * 1.0625);
      font-style: italic;
      font-weight: 500;
    }
    .intent {
      inline-size: 100%;
      padding-inline-end: max(0px, 100% - 56ch);
    }
    .over .intent {
      display: none;
    }
    .fold {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      column-gap: calc(var(--_unit) * 3.5);
      padding-inline-start: var(--_gutter);
      min-block-size: 40px;
    }
    .fold > svg.knot {
      inset-block-start: 8px;
    }
    .rope {
      display: grid;
    }
    .rope > li {
      padding-inline-start: var(--_gutter);
    }
    /* What is climbed is rope; what is ahead is the line that one imagines. */
    .strung {
      position: relative;
    }
    .strung::before, .strung.roped::after {
      content: '';
      position: absolute;
      inset-block: 0;
    }
    .strung::before {
      inset-inline-start: 13px;
      inline-size: 2px;
      background: repeating-linear-gradient(to bottom, var(--_ink-soft) 0 2px, transparent 2px 8px);
      opacity: 0.7;
    }
    .strung.roped::after {
      inset-inline-start: calc(14px - var(--_rope-width) / 2);
      inline-size: var(--_rope-width);
      background: repeating-linear-gradient(-52deg, var(--_rope) 0 3.5px, var(--_rope-light) 3.5px 5px);
    }
    .strung.end::after {
      inset-block-end: auto;
      block-size: 24px;
    }
    .strung.start::before, .strung.start::after {
      inset-block-start: 14px;
      border-start-start-radius: 3px;
      border-start-end-radius: 3px;
    }
    .phases > :last-child .rope > :last-child::before {
      inset-block-end: auto;
      block-size: 24px;
    }
    .row {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 0 calc(var(--_unit) * 2);
      inline-size: calc(100% + var(--_unit) * 2);
      margin-inline: calc(var(--_unit) * -2) 0;
      padding: calc(var(--_unit) * 2) calc(var(--_unit) * 2);
      border: 0;
      border-radius: var(--_radius);
      text-align: start;
      font-weight: 400;
    }
    .row .icon {
      grid-area: 1 / 2 / span 2;
      align-self: center;
      color: var(--_ink-soft);
      transition: transform var(--_duration);
    }
    .row[aria-expanded='true'] .icon {
      transform: rotate(180deg);
    }
    .title {
      display: block;
      font: 500 calc(var(--_text) * 1.0625) / 1.35 var(--_font-title);
    }
    .meta {
      display: block;
      font-size: calc(var(--_text) * 0.8125);
      line-height: 1.45;
      color: var(--_ink-soft);
    }
    .late {
      color: var(--_rope-ink);
    }
    .ahead .title {
      color: var(--_ink-soft);
      font-weight: 400;
    }
    li.next .title {
      color: var(--_accent);
      font-weight: 600;
    }
    .skipped .title {
      color: var(--_ink-soft);
      text-decoration: line-through;
      text-decoration-thickness: 1px;
    }
    /* A company event lies across the line. */
    .band {
      grid-template-columns: minmax(0, 1fr);
      margin-block: var(--_unit);
      background: var(--_accent-soft);
    }
    [part~='event'] .title {
      font: 600 var(--_small) / 1.4 var(--_font);
      color: var(--_accent);
    }
    [part~='event'] > svg.knot {
      inset-block-start: 13px;
    }
    /* A meeting is only a point on it. */
    .meet > svg.knot:not(.next) {
      scale: 0.6;
    }
    .meet .title {
      font-size: var(--_text);
    }
    .when::before {
      content: '· ';
    }
    [part~='moment'] > .when {
      display: none;
    }
    .older button, .fold button {
      margin-inline-start: calc(var(--_unit) * -2.5);
    }
    [part~='moment'] > svg.knot {
      inset-block-start: 7px;
    }
    cordee-moment {
      margin-inline-start: calc(var(--_unit) * -2);
    }
    [part~='today'] {
      padding-block: calc(var(--_unit) * 2);
      color: var(--_accent);
      font-size: var(--_small);
    }
    [part~='today'] time {
      display: flex;
      align-items: center;
      gap: calc(var(--_unit) * 2);
    }
    [part~='today'] time::after {
      content: '';
      flex: 1;
      border-block-start: 2px solid;
      opacity: 0.35;
    }
    /* With room, days stand beside the line. */
    @container (min-width: 600px) {
      .phases {
        padding-inline-start: 84px;
        --_moment-day: none;
      }
      .when, [part~='moment'] > .when {
        display: block;
        position: absolute;
        inset-block-start: 11px;
        inset-inline-start: -88px;
        inline-size: 76px;
        text-align: end;
        font-size: calc(var(--_text) * 0.8125);
        line-height: 1.35;
        color: var(--_ink-soft);
      }
      .when::before {
        content: none;
      }
      .band {
        grid-template-columns: minmax(0, 1fr) auto;
      }
      .when.same {
        opacity: 0;
      }
    }
    .cancelled .title {
      text-decoration: line-through;
    }
    [part~='step'] > :nth-child(3) {
      padding-block: calc(var(--_unit) * 2) calc(var(--_unit) * 8);
      animation: unfold calc(var(--_duration) * 1.5) ease-out;
    }
    @keyframes unfold {
      from { opacity: 0; transform: translateY(-6px); }
    }
    @media (forced-colors: active) {
      .strung::before, .strung.roped::after { background: CanvasText; }
      .full, .half, .flag { fill: CanvasText; }
      .hollow, .gate, .strand, .flag, .contour, .rope-under, .to-come { stroke: CanvasText; }
      .slope { fill: none; }
    }
  `,
];
