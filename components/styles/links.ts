import { css } from 'lit';

/** Addresses that somebody wrote. */
export const linkStyles = css`
  a {
    color: var(--_accent);
    overflow-wrap: anywhere;
  }
`;
