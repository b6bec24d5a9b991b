import type { Book } from './book.js';
import { firstBook, laterBook, type Messages } from './index.js';

export type { Messages };

/** All texts of the widget, for elements that come after the first screen. */
export const allBooks: readonly Book<object>[] = [firstBook, laterBook];
