import { css } from 'lit';

/** Buttons: one height, one focus ring, one way to be pressed. What all controls share. */
export const controls = css`
  button, textarea, input, select {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
    margin: 0;
  }
  /* What has the focus is not hidden behind a bar of ours. */
  button, textarea, input, select, a {
    scroll-margin-block: calc(var(--_unit) * 20);
  }
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: calc(var(--_unit) * 2);
    min-block-size: var(--_target);
    padding: calc(var(--_unit) * 2) calc(var(--_unit) * 4.5);
    border: var(--_border) solid var(--_field-line);
    border-radius: var(--_radius-round);
    background: transparent;
    font-weight: 600;
    line-height: 1.25;
    text-align: center;
    cursor: pointer;
    transition: background-color var(--_duration), color var(--_duration), border-color var(--_duration), transform var(--_duration);
    touch-action: manipulation;
  }
  button:hover {
    border-color: var(--_accent);
    background: var(--_accent-soft);
  }
  button:active {
    transform: translateY(1px);
  }
  button.primary {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
  }
  button.primary:hover {
    background: var(--_accent-strong);
  }
  button.plain {
    border-color: transparent;
    padding-inline: calc(var(--_unit) * 2.5);
    color: var(--_accent);
  }
  button.slim {
    min-block-size: 32px;
    padding-block: var(--_unit);
    font-size: var(--_small);
  }
  button[aria-disabled='true'] {
    cursor: progress;
    opacity: 0.75;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_unit) * 2) calc(var(--_unit) * 4);
  }
  /* What has no line around it begins where the text does. */
  .actions > .plain {
    margin-inline-start: calc(var(--_unit) * -2.5);
  }
  label, legend {
    font-weight: 600;
    padding: 0;
  }
  :focus-visible {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }
  [tabindex='-1']:focus {
    outline: none;
  }
  /* One pair of colours for all: the browser paints a plate behind words, which a filled button would put its words' own colour on. */
  @media (forced-colors: active) {
    button {
      background: ButtonFace !important;
      color: ButtonText !important;
    }
    button.primary {
      border-width: 3px;
    }
    button.plain {
      margin: 3px 0 !important;
    }
  }
`;
