import { css } from 'lit';

/**
 * Every public token with the value it has when the page gives none; the second of each pair is for
 * dark. Which of them holds follows `color-scheme`, the page's or the `theme` attribute's.
 */
export const tokens = css`
  :host {
    --_paper: var(--cordee-color-paper, light-dark(#f7f2e7, #15201e));
    --_surface: var(--cordee-color-surface, light-dark(#fffcf5, #1d2a27));
    --_sunken: var(--cordee-color-sunken, light-dark(#efe7d6, #101917));
    --_line: var(--cordee-color-line, light-dark(#dccfb6, #374742));
    --_field-line: var(--cordee-color-field-line, light-dark(#8a7f68, #7f8f86));
    --_ink: var(--cordee-color-ink, light-dark(#1d2c29, #f0e9da));
    --_ink-soft: var(--cordee-color-ink-soft, light-dark(#5a6059, #b7bbae));
    --_accent: var(--cordee-color-accent, light-dark(#17534d, #8fcdbf));
    --_accent-strong: var(--cordee-color-accent-strong, light-dark(#0e3d39, #b4e0d5));
    --_accent-soft: var(--cordee-color-accent-soft, light-dark(#dfe9df, #24403b));
    --_on-accent: var(--cordee-color-on-accent, light-dark(#fffcf5, #0f1f1c));
    --_rope: var(--cordee-color-rope, light-dark(#c4622d, #e08a52));
    --_rope-light: var(--cordee-color-rope-light, light-dark(#eab98b, #8a4f2b));
    --_rope-ink: var(--cordee-color-rope-ink, light-dark(#96401a, #f2a877));
    --_rope-soft: var(--cordee-color-rope-soft, light-dark(#f8e4d0, #3d2b1f));
    --_on-rope: var(--cordee-color-on-rope, light-dark(#fffcf5, #23120a));
    --_alert: var(--cordee-color-alert, light-dark(#96282f, #ffb0a6));
    --_alert-soft: var(--cordee-color-alert-soft, light-dark(#f8e0db, #43201f));
    --_focus: var(--cordee-color-focus, light-dark(#1b5fa8, #a9d0ff));
    --_font: var(--cordee-font-text, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif);
    --_font-title: var(--cordee-font-title, 'Iowan Old Style', 'Palatino Linotype', Palatino, P052, 'URW Palladio L', 'Book Antiqua', Georgia, 'Noto Serif', serif);
    --_text: var(--cordee-text-size, 16px);
    --_small: calc(var(--_text) * 0.875);
    --_line-height: var(--cordee-line-height, 1.55);
    --_unit: var(--cordee-unit, 4px);
    --_radius: var(--cordee-radius, 10px);
    --_radius-round: var(--cordee-radius-round, 999px);
    --_border: var(--cordee-border-width, 1px);
    --_target: var(--cordee-target-size, 44px);
    --_measure: var(--cordee-measure, 66ch);
    --_rope-width: var(--cordee-rope-width, 6px);
    --_avatar: var(--cordee-avatar-size, 36px);
    --_duration: var(--cordee-motion-duration, 180ms);
  }
  /* Where the reader has chosen the colours, the browser replaces those of texts and boxes, not of drawings. */
  @media (forced-colors: active) {
    :host {
      --_paper: Canvas;
      --_surface: Canvas;
      --_sunken: Canvas;
      --_line: CanvasText;
      --_field-line: CanvasText;
      --_ink: CanvasText;
      --_ink-soft: CanvasText;
      --_accent: CanvasText;
      --_rope: CanvasText;
      --_rope-light: GrayText;
      --_rope-ink: CanvasText;
      --_rope-soft: Canvas;
      --_alert: CanvasText;
      --_focus: Highlight;
    }
  }
`;
