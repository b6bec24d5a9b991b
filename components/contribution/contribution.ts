import { nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Body, ContributionView } from '../../src/index.js';
import { CordeeElement } from '../base/cordee-element.js';
import { html } from '../views/html.js';
import { linked } from '../views/linked.js';
import { writingIcon } from '../views/writing-icons.js';
import { calledBy } from '../views/members.js';
import { MessageController } from '../controllers/message-controller.js';
import { allBooks, type Messages } from '../locales/all-books.js';
import { styles } from './contribution.styles.js';

/**
 * One voice: who, what kind of word, when, and the words themselves in their own language.
 * @tag cordee-contribution
 * @slot - What follows the words: replies, a button.
 * @csspart base - The whole.
 * @csspart words - The text.
 * @csspart delivery - Where a text of one's own has got to.
 */
export class CordeeContribution extends CordeeElement {
  static override styles = styles;

  /** What was said. */
  @property({ attribute: false }) item: ContributionView | undefined;

  /** Names who reads it; for a voice whose readers are not those of its topic. */
  @property({ type: Boolean, attribute: 'with-readers' }) withReaders = false;

  /** @internal */
  protected readonly messages = new MessageController<Messages>(this, ...allBooks);

  protected override view() {
    const { item, messages } = this;
    if (!item) return html`<slot></slot>`;
    return html`<article>
      ${this.avatarView(item.author)}
      <header>
        <b><bdi>${this.nameOf(item)}</bdi></b>
        <span class="kind">${messages.text('kind', item.kind)}</span>
        ${this.timeView(item.writtenAt, undefined, item.sentLate)}
      </header>
      ${
        item.withdrawn
          ? html`<p class="soft" part="words">${messages.text('withdrawn')}</p>`
          : html`${isInForm(item.body) ? nothing : html`<p class="words" part="words" dir="auto" lang=${item.body.lang ?? nothing}>${linked(item.body.text)}</p>`}${this.#form(item.body)}`
      }
      ${
        this.withReaders && item.readers.length > 0
          ? html`<p class="readers">${writingIcon('eye')} ${messages.text(
              'reads',
              item.readers.filter((member) => !member.isMe).map((member) => calledBy(member, messages)),
            )}</p>`
          : nothing
      }
      ${item.isMine && !item.withdrawn ? html`<p>${this.deliveryView(item)}</p>` : nothing}
      <slot></slot>
    </article>`;
  }

  #form({ form, lang }: Body) {
    if (!form) return nothing;
    const rows = [
      ['formMoment', form.moment],
      ['formSaw', form.saw],
      ['formEffect', form.effect],
      ['formNext', form.next],
    ] as const;
    return html`<dl dir="auto" lang=${lang ?? nothing}>${rows.filter(([, text]) => text !== '').map(([key, text]) => html`<div><dt lang=${this.messages.language}>${this.messages.text(key)}</dt><dd>${linked(text)}</dd></div>`)}</dl>`;
  }
}

/** A moment is told by its lines; its text repeats what was seen, for those who show no form. */
const isInForm = ({ text, form }: Body): boolean => form !== undefined && form.saw.trim() === text;
