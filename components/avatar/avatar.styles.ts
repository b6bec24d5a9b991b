import { css } from 'lit';
import { baseStyles } from '../styles/base.js';

export const styles = [
  baseStyles,
  css`
    :host {
      display: inline-block;
      flex: none;
    }
    [part~='base'] {
      display: grid;
      place-items: center;
      inline-size: var(--_avatar);
      block-size: var(--_avatar);
      border-radius: 50%;
      font: 600 calc(var(--_avatar) * 0.4) / 1 var(--_font-title);
      background: var(--_tint);
      color: var(--_shade);
      user-select: none;
    }
    .hue-0 { --_tint: light-dark(#d5e4dc, #2b4a41); --_shade: light-dark(#17453c, #c9e6d9); }
    .hue-1 { --_tint: light-dark(#f3d9c4, #5a3621); --_shade: light-dark(#74330f, #fbd5b8); }
    .hue-2 { --_tint: light-dark(#d6e0ea, #2c4257); --_shade: light-dark(#1d405f, #cfe1f2); }
    .hue-3 { --_tint: light-dark(#ece0b9, #4d4320); --_shade: light-dark(#594610, #f0e0a6); }
    .hue-4 { --_tint: light-dark(#e6d7e2, #4b3547); --_shade: light-dark(#5b2d50, #efd5e8); }
    .hue-5 { --_tint: light-dark(#dde3c8, #3d4726); --_shade: light-dark(#3d4a13, #dfe9bd); }
    @media (forced-colors: active) {
      [part~='base'] { border: 1px solid CanvasText; }
    }
  `,
];
