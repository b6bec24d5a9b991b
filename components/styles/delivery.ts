import { css } from 'lit';

/** The small line under a text of mine: where it has got to. */
export const deliveryStyles = css`
  .delivery {
    display: inline-flex;
    align-items: baseline;
    gap: calc(var(--_unit) * 1.5);
    font-size: calc(var(--_text) * 0.8125);
    color: var(--_ink-soft);
  }
  .delivery::before {
    content: '';
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    border: 1.5px solid var(--_rope);
    background: transparent;
    flex: none;
  }
  .delivery.sent::before {
    border-color: var(--_accent);
  }
  .delivery.read::before {
    border-color: var(--_accent);
    background: var(--_accent);
  }
  .delivery.device-only::before {
    border-style: dotted;
    border-color: var(--_ink-soft);
  }
`;
