import { css } from 'lit';
import { tokens } from './tokens.js';

const base = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  [part~='base'] {
    /* Nothing that a page sets on everything around comes in, whatever it is called. */
    all: initial;
    box-sizing: border-box;
    display: block;
    font: 400 var(--_text) / var(--_line-height) var(--_font);
    text-wrap: pretty;
    hyphens: manual;
    list-style: none;
    fill: currentcolor;
    color: var(--_ink);
    -webkit-text-size-adjust: 100%;
    /* What a page hides or makes untouchable stays so. */
    visibility: inherit;
    pointer-events: inherit;
    color-scheme: inherit;
    forced-color-adjust: inherit;
    /* An address of a hundred letters breaks, and asks for no room that a column has not. */
    overflow-wrap: anywhere;
  }
  h1, h2, h3, h4, h5, h6, p, ul, ol, dl, dd, figure, fieldset, blockquote {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  ul, ol {
    list-style: none;
  }
  h1, h2, h3, h4, h5, h6 {
    font: 600 calc(var(--_text) * 1.25) / 1.25 var(--_font-title);
    text-wrap: balance;
  }
  /* What arrives above does not push away the field that is written in. */
  :has([purpose]:focus-within) > :not(:focus-within) {
    overflow-anchor: none;
  }
  /* A name or a day in another script keeps its place in the line. */
  b, time {
    unicode-bidi: isolate;
  }
  .soft {
    color: var(--_ink-soft);
  }
  .small {
    font-size: var(--_small);
  }
  .words {
    white-space: pre-line;
    max-inline-size: var(--_measure);
  }
  .eyebrow {
    font-size: calc(var(--_text) * 0.8125);
    font-weight: 600;
    letter-spacing: 0.02em;
    color: var(--_rope-ink);
  }
  .icon {
    inline-size: 1.15em;
    block-size: 1.15em;
    flex: none;
    vertical-align: -0.2em;
  }
  [dir='rtl'] .icon:is(.back, .reply) {
    transform: scaleX(-1);
  }
  .hidden-text {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  div.waiting {
    display: grid;
    gap: calc(var(--_unit) * 3);
    padding-block: calc(var(--_unit) * 3);
  }
  .waiting span {
    display: block;
    block-size: 0.9em;
    border-radius: var(--_radius-round);
    background: var(--_sunken);
    animation: breathe 1.8s ease-in-out infinite alternate;
  }
  .waiting span:nth-child(2) {
    inline-size: 82%;
  }
  .waiting span:nth-child(3) {
    inline-size: 56%;
  }
  .failed {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_unit) * 3);
    padding: calc(var(--_unit) * 4);
    border-inline-start: 3px solid var(--_alert);
    background: var(--_alert-soft);
    border-radius: var(--_radius);
  }
  .empty {
    color: var(--_ink-soft);
    font-family: var(--_font-title);
    font-style: italic;
    max-inline-size: var(--_measure);
  }
  @keyframes breathe {
    from { opacity: 1; }
    to { opacity: 0.45; }
  }
  @media (prefers-reduced-motion: reduce) {
    *, ::before, ::after {
      animation: none !important;
      transition: none !important;
    }
  }
  @media (forced-colors: active) {
    .waiting span, .failed {
      border: 1px solid CanvasText;
    }
  }
`;

/** What every element of ours starts from: tokens, a reset of what a page may leak in, and the words for waiting and failing. */
export const baseStyles = [tokens, base];
