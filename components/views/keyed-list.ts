import { render } from 'lit';

/**
 * Items below each other, each in an element of its own that stays in the page, with what is written and focused in it,
 * while others come and go. A first screen has it in place of Lit's `repeat`, which is four times its size.
 */
export class KeyedList<T extends { readonly id: string }> {
  readonly #list = document.createElement('div');
  #holders: ReadonlyMap<string, HTMLElement> = new Map();

  /** Its element, of class `each`, to draw where the list is to stand. */
  view(items: readonly T[], view: (item: T) => unknown): HTMLElement {
    const before = this.#holders;
    this.#list.className = 'each';
    this.#holders = new Map(items.map(({ id }) => [id, before.get(id) ?? document.createElement('div')]));
    // Those that go make room first: then those that stay need not move.
    for (const [id, holder] of before) if (!this.#holders.has(id)) holder.remove();
    // Prototype.js has an `entries` of its own on arrays.
    items.forEach((item, index) => {
      const holder = this.#holders.get(item.id) as HTMLElement;
      const there = this.#list.children[index] ?? null;
      if (there !== holder) this.#list.insertBefore(holder, there);
      render(view(item), holder);
    });
    return this.#list;
  }
}
