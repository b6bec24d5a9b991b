import { expect } from '@open-wc/testing';
import '../../components/define.js';

/** Each pair that is read together: what is written, what it is written on, and the least contrast that WCAG 2.2 AA asks. */
const pairs = [
  ['ink', 'paper', 4.5],
  ['ink', 'surface', 4.5],
  ['ink', 'sunken', 4.5],
  ['ink', 'accent-soft', 4.5],
  ['ink', 'alert-soft', 4.5],
  ['ink', 'rope-soft', 4.5],
  ['ink-soft', 'paper', 4.5],
  ['ink-soft', 'surface', 4.5],
  ['ink-soft', 'sunken', 4.5],
  ['ink-soft', 'rope-soft', 4.5],
  ['ink-soft', 'accent-soft', 4.5],
  ['accent', 'paper', 4.5],
  ['accent', 'surface', 4.5],
  ['accent', 'accent-soft', 4.5],
  ['rope-ink', 'paper', 4.5],
  ['rope-ink', 'surface', 4.5],
  ['rope-ink', 'rope-soft', 4.5],
  ['alert', 'paper', 4.5],
  ['alert', 'surface', 4.5],
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-strong', 4.5],
  ['on-rope', 'rope-ink', 4.5],
  ['field-line', 'paper', 3],
  ['field-line', 'surface', 3],
  ['rope', 'paper', 3],
  ['focus', 'paper', 3],
  ['focus', 'surface', 3],
] as const;

const channel = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = (color.match(/\d+(\.\d+)?/g) ?? []).map((part) => channel(Number(part) / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The colour that a token has inside an element of ours, in this scheme. */
function colorOf(token: string, scheme: 'light' | 'dark'): string {
  const element = document.createElement('cordee-avatar');
  document.body.append(element);
  element.style.colorScheme = scheme;
  element.style.color = `var(--_${token})`;
  const { color } = getComputedStyle(element);
  element.remove();
  return color;
}

describe('the colours', () => {
  for (const scheme of ['light', 'dark'] as const) {
    for (const [text, ground, least] of pairs) {
      it(`${scheme}: ${text} on ${ground} has at least ${least}:1`, () => {
        const [a, b] = [luminance(colorOf(text, scheme)), luminance(colorOf(ground, scheme))];
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        expect(ratio, `${colorOf(text, scheme)} on ${colorOf(ground, scheme)}`).to.be.at.least(least);
      });
    }
  }

  it('of the optional theme are those that elements have by themselves', async () => {
    const theme = await (await fetch('/components/styles/theme.css')).text();
    const tokens = await (await fetch('/components/styles/tokens.ts')).text();
    const inTheme = [...theme.matchAll(/(--cordee-[a-z-]+): (.+);/g)].map(([, name, value]) => `${name}: ${value}`);
    const inElements = [...tokens.matchAll(/var\((--cordee-[a-z-]+), (.+)\);/g)].map(
      ([, name, value]) => `${name}: ${value}`,
    );
    expect(inTheme).to.have.length.above(25);
    expect(inTheme).to.deep.equal(inElements);
  });
});
