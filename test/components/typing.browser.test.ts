import { becomesTrue, click, expect, find, hasButton, show } from './support.js';

/** The keys that reach a page, whose shortcuts listen where everybody's do. */
async function heardByThePage(given: readonly KeyboardEventInit[], target: Element): Promise<string[]> {
  const heard: string[] = [];
  const listen = (event: Event): unknown => heard.push(`${event.type} ${(event as KeyboardEvent).key}`);
  const types = ['keydown', 'keypress', 'keyup'] as const;
  for (const type of types) document.addEventListener(type, listen);
  for (const key of given)
    for (const type of types)
      target.dispatchEvent(new KeyboardEvent(type, { bubbles: true, composed: true, cancelable: true, ...key }));
  for (const type of types) document.removeEventListener(type, listen);
  return heard;
}

const answering = { 'journey-id': 'ines-journey', purpose: 'contribution', 'topic-id': 'm-3' };
const all = (key: string): string[] => ['keydown', 'keypress', 'keyup'].map((type) => `${type} ${key}`);

describe('keys that are typed in a field', () => {
  it('are not heard by the page: its shortcuts of one key do not act while somebody writes', async () => {
    const { element } = await show('cordee-composer', { attributes: answering });
    const field = find(element, 'textarea');
    expect(
      await heardByThePage(
        [
          { key: 'c' },
          { key: '/' },
          { key: ' ' },
          { key: 'Enter' },
          { key: 'ArrowLeft' },
          { key: 'Backspace' },
          { key: 'é', altKey: true },
        ],
        field,
      ),
    ).to.deep.equal([]);
    expect(
      await heardByThePage([{ key: '@', ctrlKey: true, altKey: true, modifierAltGraph: true }], field),
    ).to.deep.equal([]);
  });

  it('are heard when they write nothing: what closes a dialog, goes on, or is pressed with Ctrl or Command', async () => {
    const { element } = await show('cordee-composer', { attributes: answering });
    const field = find(element, 'textarea');
    expect(await heardByThePage([{ key: 'Escape' }, { key: 'Tab' }, { key: 'F1' }], field)).to.deep.equal([
      ...all('Escape'),
      ...all('Tab'),
      ...all('F1'),
    ]);
    expect(
      await heardByThePage(
        [
          { key: 's', ctrlKey: true },
          { key: 'k', metaKey: true },
        ],
        field,
      ),
    ).to.deep.equal([...all('s'), ...all('k')]);
  });

  it('are heard from a button or a choice, which nobody types in', async () => {
    const { element } = await show('cordee-composer', { attributes: answering });
    expect(await heardByThePage([{ key: 'c' }], find(element, 'button'))).to.deep.equal(all('c'));
    expect(await heardByThePage([{ key: 'c' }], find(element, 'input[type=radio]'))).to.deep.equal(all('c'));
  });

  it('reach our own elements on their way, however deep the field is', async () => {
    const { element } = await show('cordee-journey', { attributes: { place: 'forum' } });
    await becomesTrue(() => hasButton(element, 'Ouvrir un sujet'));
    await click(element, 'Ouvrir un sujet');
    await becomesTrue(
      () =>
        element.shadowRoot
          ?.querySelector('cordee-forum')
          ?.shadowRoot?.querySelector('cordee-composer')
          ?.shadowRoot?.querySelector('textarea') !== undefined,
    );
    const forum = find(element, 'cordee-forum');
    const heard: string[] = [];
    forum.addEventListener('keydown', (event) => heard.push(event.key));
    expect(await heardByThePage([{ key: 'c' }], find(forum, 'textarea'))).to.deep.equal([]);
    expect(heard).to.deep.equal(['c']);
  });
});
