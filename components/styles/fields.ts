import { css } from 'lit';

/** Fields to write in and to choose from: no element of a first screen has one. */
export const fields = css`
  textarea {
    display: block;
    inline-size: 100%;
    min-block-size: calc(var(--_unit) * 24);
    field-sizing: content;
    max-block-size: 60vh;
    padding: calc(var(--_unit) * 3) calc(var(--_unit) * 3.5);
    border: var(--_border) solid var(--_field-line);
    border-radius: var(--_radius);
    background: var(--_surface);
    line-height: var(--_line-height);
    resize: vertical;
  }
  textarea::placeholder {
    color: var(--_ink-soft);
    opacity: 1;
  }
  .limit {
    font-size: var(--_small);
    color: var(--_ink-soft);
    text-align: end;
  }
  .limit.over {
    color: var(--_alert);
    font-weight: 600;
  }
  input[type='radio'], input[type='checkbox'] {
    inline-size: 20px;
    block-size: 20px;
    flex: none;
    accent-color: var(--_accent);
    margin-block-start: 0.15em;
  }
`;
