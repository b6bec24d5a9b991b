import { html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { isolated } from '../controllers/isolate.js';
import { styles } from './avatar.styles.js';

const hues = 6;

/**
 * Somebody's initials in a calm colour of their own. No picture, and nothing is fetched.
 * @tag cordee-avatar
 * @csspart base - The disc.
 * @cssprop [--cordee-avatar-size=36px] - Its width and height.
 */
export class CordeeAvatar extends LitElement {
  static override styles = styles;

  /** Whom it stands for: their name, said by a screen reader. */
  @property() name = '';

  /** What the colour is made from, so that it follows the person and not the name. */
  @property({ attribute: 'person-id' }) personId = '';

  /** Beside a written name: hidden from screen readers. */
  @property({ type: Boolean }) decorative = false;

  protected override render() {
    const hue = hueOf(this.personId || this.name);
    return this.decorative
      ? html`<span part="base" class="hue-${hue}" aria-hidden="true">${initialsOf(this.name)}</span>`
      : html`<span part="base" class="hue-${hue}" role="img" aria-label=${isolated(this.name)}><span aria-hidden="true">${initialsOf(this.name)}</span></span>`;
  }
}

function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s-]+/)
    .filter((word) => word !== '');
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => firstSeen(word ?? '·').toLocaleUpperCase()).join('');
}

/** What a reader takes for the first letter of a word, whole: a flag and a joined emoji are one. */
function firstSeen(word: string): string {
  const [first] = new Intl.Segmenter().segment(word.replace(/^[\p{Cc}\p{DI}]+/u, ''));
  return first?.segment ?? '';
}

function hueOf(seed: string): number {
  let hash = 2166136261;
  for (const letter of seed) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619);
  return ((hash >>> 0) >>> 3) % hues;
}
