import { nothing } from 'lit';
import type { LocalizedText } from '../../src/index.js';
import { personalBook, type PersonalMessages } from '../locales/personal/index.js';
import { codeOf } from './cordee-element.js';
import { draftOf } from '../controllers/drafts.js';
import { html } from '../views/html.js';
import { laterIcon } from '../views/later-icons.js';
import { lettersOver, limitView } from '../views/limits.js';
import { LaterElement } from './later-element.js';
import { MessageController } from '../controllers/message-controller.js';

/** An element that comes when it is asked for, and brings texts of its own. */
export abstract class PersonalElement extends LaterElement {
  /** @internal */
  protected readonly words = new MessageController<PersonalMessages>(this, personalBook);

  protected override willUpdate(changed: unknown): void {
    super.willUpdate(changed);
    this.words.address = this.messages.address;
  }

  protected override view(): unknown {
    return this.words.isReady ? this.page() : this.waitingView();
  }

  /** What the element shows once its texts are there. */
  protected abstract page(): unknown;

  /** Nobody who has gone on elsewhere meanwhile, while something was being stored, is called back. */
  protected override async focusAfterUpdate(selector: string): Promise<void> {
    if (!isElsewhere(this)) await super.focusAfterUpdate(selector);
  }

  /** What was typed at a place of a form and not stored, here or when the page was last open. */
  protected kept(place: string): string {
    return draftOf(this.client, place, () => this.requestUpdate());
  }

  /** Under a field: how many letters are left, once there are few. */
  protected limitView(id: string, text: string, max: number): unknown {
    return limitView(id, text, max, this.messages);
  }

  /** What to say of words that are too long; nothing of words that are not. */
  protected tooLong(text: string, max: number): Outcome | undefined {
    const over = lettersOver(text, max);
    return over === 0 ? undefined : { isBad: true, sentence: this.messages.text('textTooLong', over, max) };
  }

  /** Words of the template in the reader's language; somebody's own as they are. */
  protected said(text: string | LocalizedText): string {
    return typeof text === 'string' ? text : this.messages.content(text);
  }

  /** What a write came to: told to everybody, also to who does not see it. */
  protected outcomeView(outcome: Outcome | undefined): unknown {
    return html`<p class="outcome ${outcome?.isBad ? 'bad' : ''}" part="status" role="status">${outcome?.sentence ?? ''}${outcome?.undo ? html` <button type="button" class="plain slim undo" @click=${outcome.undo}>${this.words.text('undo')}</button>` : nothing}</p>`;
  }

  /** Why a write failed, and that the words are still there. */
  protected failure(error: unknown): Outcome {
    return { isBad: true, sentence: this.messages.text('failure', codeOf(error) ?? '') };
  }

  /** Where something of the reader's own has got to, while that is worth saying. */
  protected waitsView(delivery: 'device-only' | 'waiting' | 'sent' | 'read'): unknown {
    if (delivery === 'waiting')
      return html`<span class="delivery waiting-here" part="delivery">${this.messages.text('waitingHere')}</span>`;
    if (delivery === 'device-only')
      return html`<span class="delivery device-only" part="delivery">${laterIcon('lock')} ${this.messages.text('deviceOnly')}</span>`;
    return nothing;
  }
}

/** Whether the focus is on something that is not inside of this element. */
function isElsewhere(element: Element): boolean {
  let { activeElement } = element.ownerDocument;
  while (activeElement?.shadowRoot?.activeElement) ({ activeElement } = activeElement.shadowRoot);
  return activeElement !== null && activeElement !== element.ownerDocument.body && !element.matches(':focus-within');
}

/** A sentence after a write, and perhaps a way back. */
export interface Outcome {
  readonly sentence: string;
  readonly isBad?: boolean;
  readonly undo?: () => void;
}
