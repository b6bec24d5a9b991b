import { html, svg } from 'lit';

const ring = 'M210 24c38 4 74 24 88 58s2 70-24 92-70 30-112 22-82-20-104-50-22-72 6-94 52-20 82-24 40-6 64-4Z';

/** The heights of a mountain as a paper map draws them. Only to look at. */
export const contours = html`<svg class="contours" viewBox="0 0 340 220" preserveAspectRatio="xMaxYMid slice" aria-hidden="true">
  ${[1.5, 1.28, 1.08, 0.88, 0.69, 0.51, 0.34, 0.18].map((scale) => svg`<path d=${ring} transform="translate(${190 + scale * 6} ${108 - scale * 4}) rotate(${scale * 14}) scale(${scale}) translate(-180 -110)" />`)}
</svg>`;
