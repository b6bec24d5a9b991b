import { html } from 'lit';
import { KeyedList } from '../../components/views/keyed-list.js';
import { expect, find, place } from './support.js';

const item = (id: string) => ({ id });
const field = ({ id }: { readonly id: string }) => html`<input aria-label=${id} />`;

describe('a keyed list', () => {
  const labels = (root: Element): (string | null)[] =>
    [...root.querySelectorAll('input')].map((input) => input.getAttribute('aria-label'));

  it('keeps the focus and what is written in an item while others come, go and change places around it', () => {
    const list = new KeyedList<{ readonly id: string }>();
    const root = place(document.createElement('section'));
    root.append(list.view(['a', 'b', 'c'].map(item), field));
    const kept = find<HTMLInputElement>(root, '[aria-label=b]');
    kept.value = 'Presque';
    kept.focus();
    for (const ids of [['new', 'a', 'b', 'c'], ['new', 'b'], ['b', 'new', 'between', 'c'], ['b']]) {
      expect(list.view(ids.map(item), field) === root.firstChild, 'it is one element').to.equal(true);
      expect(labels(root)).to.deep.equal(ids);
      expect(find(root, '[aria-label=b]') === kept, ids.join()).to.equal(true);
      expect(kept.value).to.equal('Presque');
      if (ids[0] === 'new') expect(document.activeElement === kept, `focus: ${ids.join()}`).to.equal(true);
    }
    list.view([], field);
    expect(labels(root)).to.deep.equal([]);
  });

  it('draws an item again where it stands', () => {
    const list = new KeyedList<{ readonly id: string; readonly text: string }>();
    const view = ({ text }: { readonly text: string }) => html`<p>${text}</p>`;
    const root = place(document.createElement('section'));
    root.append(list.view([{ id: 'a', text: 'waiting' }], view));
    const paragraph = find(root, 'p');
    list.view([{ id: 'a', text: 'sent' }], view);
    expect(find(root, 'p') === paragraph).to.equal(true);
    expect(paragraph.textContent).to.equal('sent');
  });
});
