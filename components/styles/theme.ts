import { css } from 'lit';

/** Which of light and dark holds: the page's own `color-scheme`, unless `theme` says otherwise. */
export const themed = css`
  :host([theme='light']) [part~='base'] { color-scheme: light; }
  :host([theme='dark']) [part~='base'] { color-scheme: dark; }
  :host([theme='auto']) [part~='base'] { color-scheme: light dark; }
`;
