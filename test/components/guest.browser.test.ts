import { waitUntil } from '@open-wc/testing';
import type * as Components from '../../components/index.js';
import { mountAll } from '../../components/mount.js';
import type { CordeeJourney } from '../../components/journey/journey.js';
import { consoleLines, everything, expect, openCordee, place, settled, wordsOf } from './support.js';

interface StrictWindow extends Window {
  readonly violations?: readonly string[];
  readonly journey?: CordeeJourney;
}

async function openStrictPage(): Promise<Required<Pick<StrictWindow, 'violations' | 'journey'>>> {
  const frame = document.createElement('iframe');
  frame.src = '/test/components/pages/strict.html';
  frame.width = '900';
  place(frame);
  await waitUntil(() => (frame.contentWindow as StrictWindow).journey?.client !== undefined, 'the page opens', {
    timeout: 8000,
  });
  const { violations = [], journey } = frame.contentWindow as StrictWindow;
  if (!journey) throw new Error('The page holds no journey.');
  await waitUntil(() => journey.shadowRoot?.textContent?.includes('Premier poste'), 'the journey shows', {
    timeout: 8000,
  });
  return { violations, journey };
}

describe('a guest in somebody else’s page', () => {
  it('[A-LMS-1] breaks no rule of a strict policy, and asks for no trusted type', async () => {
    const { violations } = await openStrictPage();
    expect(violations).to.deep.equal([]);
  });

  it('keeps its own look where the page resets everything', async () => {
    const { journey } = await openStrictPage();
    const base = journey.shadowRoot?.querySelector('[part~=base]');
    const style = base && journey.ownerDocument.defaultView?.getComputedStyle(base);
    expect(style?.display).to.equal('block');
    expect(style?.fontSize).to.equal('16px');
    expect(style?.textTransform).to.equal('none');
    expect(style?.letterSpacing).to.equal('normal');
    expect(style?.direction).to.equal('ltr');
  });

  it('takes the place of plain markup, with its settings, once', () => {
    const spot = place(document.createElement('div'));
    spot.innerHTML = '<div data-cordee="sync-badge" data-locale="en"><p>Here.</p></div>';
    mountAll(spot);
    const element = spot.querySelector('cordee-sync-badge');
    expect(element?.getAttribute('locale')).to.equal('en');
    expect(spot.textContent).to.not.contain('Here.');
    mountAll(spot);
    expect(spot.querySelector('cordee-sync-badge')).to.equal(element);
  });

  it('says which names it knows when the page asks for another', () => {
    const spot = place(document.createElement('div'));
    spot.innerHTML = '<div data-cordee="jurney"></div>';
    mountAll(spot);
    expect(consoleLines()[0]).to.contain('"jurney" is none of').and.contain('journey');
  });

  it('leaves the page outside its shadow roots as it was', async () => {
    const before = document.head.innerHTML;
    const badge = place(document.createElement('cordee-sync-badge'));
    await settled(badge);
    expect(document.head.innerHTML).to.equal(before);
    expect(badge.getAttributeNames()).to.deep.equal([]);
    consoleLines();
  });
});

describe('two versions on a page', () => {
  const load = async (copy: number): Promise<typeof Components> => {
    const address = `/copy-${copy}/build/components/index.js`;
    return import(address);
  };

  it('[A-LMS-4] a second copy lives beside the first under its own prefix', async () => {
    const second = await load(2);
    expect(second.CordeeJourney).to.not.equal(customElements.get('cordee-journey'));
    second.defineAll({ prefix: 'acme-cordee' });
    const { client } = await openCordee();
    const theirs = place(document.createElement('acme-cordee-journey') as CordeeJourney);
    theirs.client = client;
    // A copy fetches its own texts.
    await waitUntil(() => wordsOf(theirs).includes('Le chemin'));
    await settled(theirs);
    const names = new Set(
      [...everything(theirs)].map((element) => element.localName).filter((name) => name.includes('-')),
    );
    expect([...names].every((name) => name.startsWith('acme-cordee-'))).to.equal(true);
  });

  it('a copy that finds its names taken leaves them alone, and says in one line who has them', async () => {
    const third = await load(3);
    third.defineAll();
    expect(consoleLines()).to.have.length(1);
    expect(consoleLines()[0]).to.match(
      /^\[cordee\] <cordee-\S+> is already defined by version \d+\.\d+\.\d+; version \d+\.\d+\.\d+ leaves/,
    );
    expect(place(document.createElement('cordee-journey'))).to.not.be.instanceOf(third.CordeeJourney);
  });

  it('a copy that is defined already keeps its names and says so in one line', async () => {
    const second = await load(2);
    second.defineAll();
    expect(consoleLines()).to.have.length(1);
    expect(consoleLines()[0]).to.contain('[cordee]').and.contain('acme-cordee');
    expect(place(document.createElement('cordee-journey'))).to.not.be.instanceOf(second.CordeeJourney);
  });
});
