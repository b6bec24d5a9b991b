import type { Book } from '../locales/book.js';
import { firstBook, laterBook, type Messages } from '../locales/index.js';
import { JourneyElement } from './journey-element.js';
import type { MessageController } from '../controllers/message-controller.js';
import { keepTyping } from './typing.js';

/** All texts of the widget, for elements that come after the first screen. */
export const allBooks: readonly Book<object>[] = [firstBook, laterBook];

/** An element of one journey that comes after the first screen. */
export abstract class LaterElement extends JourneyElement {
  /** @internal */
  declare protected readonly messages: MessageController<Messages>;

  override connectedCallback(): void {
    super.connectedCallback();
    keepTyping(this.renderRoot);
  }

  protected override get books(): readonly Book<object>[] {
    return allBooks;
  }
}
