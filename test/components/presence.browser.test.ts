import type { DraftView } from '../../src/index.js';
import { useClock } from '../../components/controllers/clock-controller.js';
import { textsTaken } from '../support/scenario-acts.js';
import { createBrowser } from '../support/scenario-cordee.js';
import { button, click, expect, find, findAll, focused, heard, settled, show, waitUntil, wordsOf } from './support.js';

const alone = { attributes: {} };
const due: DraftView = {
  place: 'later/x',
  at: '2026-11-15T22:00:00Z',
  text: 'À demain, donc.',
  audience: { kind: 'circle' },
  later: { at: '2026-11-17T08:00:00.000Z', to: { purpose: 'contribution', topic: 'm-3', kind: 'advice', lang: 'fr' } },
};

describe('<cordee-news>', () => {
  it('tells by name who did what, and is accessible', async () => {
    const { element } = await show('cordee-news', { person: 'marc', withFreshChallenge: true, withNews: true });
    expect(wordsOf(element))
      .to.contain('Inès a écrit')
      .and.contain('Driss a écrit')
      .and.not.contain('Pau vient de me demander');
    await expect(element).to.be.accessible();
  });

  it('shows no number, a few lines, and the rest when asked', async () => {
    const { element } = await show('cordee-news', { person: 'marc', withFreshChallenge: true, withNews: true });
    expect(findAll(element, 'li')).to.have.length(4);
    await click(element, 'Montrer la suite');
    expect(findAll(element, 'li').length).to.be.greaterThan(4);
    expect(focused()?.closest('li')).to.equal(findAll(element, 'li')[4]);
  });

  it('takes no place when nothing is new', async () => {
    const { element } = await show('cordee-news', { isEmpty: true });
    expect(wordsOf(element)).to.equal('');
    expect(element.matches(':state(empty)')).to.equal(true);
  });

  it('leads to where it is: a topic in the forum, a challenge in the thread', async () => {
    const { element } = await show('cordee-journey', {
      ...alone,
      person: 'marc',
      withFreshChallenge: true,
      withNews: true,
    });
    const opened = heard('cordee-challenge-open');
    const news = find(element, 'cordee-news');
    await click(news, /C’est dit/);
    await settled(element);
    expect(opened).to.have.length(1);
    await waitUntil(() => focused()?.id.startsWith('challenge-') === true);
    expect(focused()?.getAttribute('aria-expanded')).to.equal('true');
    await click(find(element, 'cordee-news'), /Hana a écrit|Driss a écrit/);
    await settled(element);
    await waitUntil(() => focused()?.textContent?.includes('Tous les sujets') === true);
    expect(button(element, 'Forum').getAttribute('aria-current')).to.equal('page');
    await click(element, 'Fil');
  });
});

describe('<cordee-scheduled>', () => {
  it('says when each text leaves and that this page must be open, lets one send it now, or let it go', async () => {
    const browser = await createBrowser('hana');
    const { element, server } = await show('cordee-scheduled', { begun: [due], browser });
    expect(wordsOf(element))
      .to.contain('Quittera cet appareil mardi à 8:00 ici')
      .and.contain('ou dès que cette page y sera ouverte')
      .and.contain('À demain, donc.');
    await expect(element).to.be.accessible();
    await click(element, 'Envoyer maintenant');
    await waitUntil(() => browser.drafts.size === 0);
    await settled(element);
    expect(textsTaken(server)).to.deep.equal(['À demain, donc.']);
    await waitUntil(() => element.matches(':state(empty)'));
  });

  it('posts what is due, once', async () => {
    useClock(() => Date.parse('2026-11-17T08:00:30Z'));
    const browser = await createBrowser('hana');
    const posted = heard('cordee-posted');
    const { element, server } = await show('cordee-scheduled', { begun: [due], browser });
    await waitUntil(() => browser.drafts.size === 0);
    await settled(element);
    expect(textsTaken(server)).to.deep.equal(['À demain, donc.']);
    expect(posted).to.have.length(1);
  });

  it('forgets what is let go, and posts nothing', async () => {
    const browser = await createBrowser('hana');
    const { element, server } = await show('cordee-scheduled', { begun: [due], browser });
    await click(element, 'Laisser partir');
    await waitUntil(() => browser.drafts.size === 0);
    await settled(element);
    expect(textsTaken(server)).to.deep.equal([]);
  });
});
