import { endMembership, taken } from '../support/scenario-acts.js';
import { createBrowser } from '../support/scenario-cordee.js';
import {
  button,
  click,
  consoleLines,
  expect,
  find,
  findAll,
  focused,
  hasButton,
  heard,
  openCordee,
  place,
  settled,
  show,
  type,
  waitUntil,
  wordsOf,
} from './support.js';

const alone = { attributes: {} };

describe('<cordee-journey>', () => {
  it('is accessible for each who may open it', async () => {
    for (const person of ['ines', 'marc', 'hana', 'claire']) {
      const { element } = await show('cordee-journey', { ...alone, person, withFreshChallenge: true });
      await expect(element).to.be.accessible();
      element.remove();
    }
  });

  it('shows who is on one rope that rope: what waits, then the path', async () => {
    const { element } = await show('cordee-journey', alone);
    const headings = findAll(element, 'h2, h3').map((heading) => heading.textContent?.trim());
    expect(headings).to.deep.equal([
      'Premier poste de manager, six mois',
      'Depuis votre passage',
      'Défis du moment',
      'Le chemin',
    ]);
    expect(wordsOf(element)).to.contain('Semaine 11 sur 26').and.contain('Tout est envoyé');
  });

  it('goes from place to place, says which is open, and is there again when the element comes back', async () => {
    const { element, provider } = await show('cordee-journey', alone);
    expect(button(element, 'Fil').getAttribute('aria-current')).to.equal('page');
    const address = location.href;
    const asked = heard('cordee-place-open');
    await click(element, 'Forum');
    expect(asked[0]).to.deep.include({ journeyId: 'ines-journey', place: 'forum' });
    expect(button(element, 'Forum').getAttribute('aria-current')).to.equal('page');
    expect(wordsOf(element)).to.contain('Quelle question').and.not.contain('Le chemin');
    await expect(element).to.be.accessible();
    element.remove();
    const again = document.createElement('cordee-journey');
    provider.append(again);
    await settled(again);
    expect(button(again, 'Forum').getAttribute('aria-current')).to.equal('page');
    await click(again, 'Fil');
    expect(wordsOf(again)).to.contain('Le chemin');
    expect(location.href).to.equal(address);
  });

  it('stays where it is when the page cancels the way to another place, and opens the one the page names', async () => {
    heard('cordee-place-open', (event) => event.preventDefault());
    const { element } = await show('cordee-journey', alone);
    await click(element, 'Forum');
    expect(wordsOf(element)).to.contain('Le chemin');
    element.place = 'forum';
    await settled(element);
    expect(wordsOf(element)).to.contain('Quelle question');
    element.place = 'no-such-place';
    await settled(element);
    expect(wordsOf(element)).to.contain('Le chemin');
  });

  it('raises a challenge from any place, and gives the focus back to where it was', async () => {
    const { element, server } = await show('cordee-journey', { attributes: { place: 'forum' } });
    await click(element, 'Défi');
    await waitUntil(() => focused()?.localName === 'textarea');
    expect(wordsOf(element)).to.contain('Marc lira ceci').and.contain('Marc répond sous 2 jours');
    await type(find(element, 'cordee-challenge'), 'Là, maintenant');
    await click(element, 'Poser ce défi');
    await waitUntil(() => taken(server).some(([what]) => what === 'challenge'));
    await waitUntil(() => focused()?.textContent?.trim() === 'Défi');
  });

  it('[WD5] offers no challenge from any place of a journey that has ended', async () => {
    for (const takesWords of ['answers', 'nothing'] as const) {
      const { element } = await show('cordee-journey', { attributes: { place: 'forum' }, takesWords });
      expect(hasButton(element, 'Forum')).to.equal(true);
      expect(hasButton(element, 'Défi'), takesWords).to.equal(false);
      element.remove();
    }
  });

  it('lets who is on several choose, the one who waits first', async () => {
    const { element } = await show('cordee-journey', {
      ...alone,
      person: 'marc',
      withFreshChallenge: true,
      withOthers: true,
    });
    const cards = findAll(element, 'cordee-journey-card').map(wordsOf);
    expect(cards[0]).to.contain('Inès').and.contain('posé il y a 3 min');
    await click(element, 'Ouvrir la cordée d’Inès');
    await settled(element);
    expect(wordsOf(element)).to.contain('Un défi vous attend');
    expect(focused()?.textContent).to.contain('Toutes vos cordées');
    await click(element, 'Toutes vos cordées');
    expect(findAll(element, 'cordee-journey-card')).to.have.length(3);
  });

  it('leaves opening a journey to a page that cancels it', async () => {
    const asked = heard('cordee-journey-open', (event) => event.preventDefault());
    const { element } = await show('cordee-journey', { ...alone, person: 'marc', withOthers: true });
    await click(element, 'Ouvrir la cordée d’Inès');
    await settled(element);
    expect(asked[0]?.journeyId).to.equal('ines-journey');
    expect(findAll(element, 'cordee-forum')).to.have.length(0);
  });

  it('tells the page of each journey that was taken from the device', async () => {
    const told = heard('cordee-journey-removed');
    const shown = await show('cordee-journey', { ...alone, person: 'marc', withOthers: true });
    const { element } = shown;
    await endMembership(shown, 'marc');
    await endMembership(shown, 'marc', 'amina-journey');
    expect(told.map(({ journeyId }) => journeyId)).to.deep.equal(['ines-journey', 'amina-journey']);
    element.remove();
    await endMembership(shown, 'marc', 'tomas-journey');
    expect(told).to.have.length(2);
  });

  it('shows a companion the forum, and nothing of the path', async () => {
    const { element } = await show('cordee-journey', { ...alone, person: 'hana' });
    expect(wordsOf(element)).to.contain('La cordée d’Inès').and.contain('Le forum').and.not.contain('Semaine');
    expect(findAll(element, 'cordee-journey-path')).to.have.length(0);
  });

  it('tells who is on no rope that nobody else reads one, and shows no words', async () => {
    const { element } = await show('cordee-journey', { ...alone, person: 'claire' });
    expect(wordsOf(element))
      .to.contain('Vous n’êtes dans aucune cordée ici')
      .and.contain('l’entreprise ne voit que des totaux')
      .and.not.contain('Inès');
  });

  it('does not say that one is on no rope while a new device is still fetching', async () => {
    const browser = await createBrowser('claire');
    const answers = browser.server.hold();
    const { element, goOffline, goOnline } = await show('cordee-journey', { ...alone, browser });
    expect(wordsOf(element)).to.not.contain('aucune cordée');
    await goOffline();
    answers();
    browser.server.fail(0);
    await settled(element);
    expect(wordsOf(element)).to.contain('pas encore arrivées').and.not.contain('aucune cordée');
    browser.server.fail();
    await goOnline();
    await settled(element);
    expect(wordsOf(element)).to.contain('aucune cordée');
  });

  it('shows no list between the server’s first answer and the journeys that it brought', async () => {
    const browser = await createBrowser();
    const answers = browser.server.hold();
    const { element } = await show('cordee-journey', { ...alone, browser });
    const seen = new Set<string>();
    const look = (): void => {
      if (findAll(element, 'cordee-journey-list').length > 0) seen.add('list');
      if (findAll(element, '[part~=waiting]').length > 0) seen.add('waiting');
      if (wordsOf(element).includes('aucune cordée')) seen.add('none');
    };
    look();
    const looking = new MutationObserver(look);
    looking.observe(element.renderRoot, { childList: true, subtree: true, characterData: true });
    answers();
    await settled(element);
    looking.disconnect();
    expect([...seen]).to.deep.equal(['waiting']);
    expect(wordsOf(element)).to.contain('Le chemin');
  });

  it('is its own provider with a client of the page’s', async () => {
    const { client } = await openCordee();
    const journey = place(document.createElement('cordee-journey'));
    journey.client = client;
    await settled(journey);
    expect(wordsOf(journey)).to.contain('Le chemin').and.contain('Défis du moment');
  });

  it('says what is missing when nobody gives it a client, and recovers when somebody does', async () => {
    const errors = heard('cordee-error');
    const journey = place(document.createElement('cordee-journey'));
    await settled(journey);
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await settled(journey);
    expect(wordsOf(journey)).to.contain('Cette page n’a pas dit quel parcours montrer');
    expect(errors[0]?.error).to.have.property('code', 'CORDEE_CLIENT_MISSING');
    expect(consoleLines()[0]).to.contain('tokenFactory');
    journey.client = (await openCordee()).client;
    await settled(journey);
    expect(wordsOf(journey)).to.contain('Le chemin');
  });

  it('is shown anew after it was moved in the page', async () => {
    const { element, provider } = await show('cordee-journey', alone);
    const { client } = await openCordee();
    provider.after(element);
    element.client = client;
    await settled(element);
    expect(wordsOf(element)).to.contain('Le chemin');
  });

  it('follows the theme that it is given', async () => {
    const { element } = await show('cordee-journey', { attributes: { theme: 'dark' } });
    expect(getComputedStyle(find(element, '[part~=base]')).colorScheme).to.equal('dark');
    expect(getComputedStyle(find(element, 'cordee-journey-path')).colorScheme).to.equal('dark');
  });

  it('waits, and fails with a way to try again', async () => {
    const waiting = await show('cordee-journey', { ...alone, reads: 'wait' });
    expect(findAll(waiting.element, '[part~=waiting]')).to.have.length(1);
    const { element, device } = await show('cordee-journey', { ...alone, reads: 'fail' });
    expect(find(element, '[part~=failed]').getAttribute('role')).to.equal('alert');
    device.reads();
    await click(element, 'Réessayer');
    expect(wordsOf(element)).to.contain('Le chemin');
    expect(consoleLines()).to.have.length(1);
  });

  it('says in English what it says in French', async () => {
    const { element } = await show('cordee-journey', { attributes: { locale: 'en' }, language: 'en' });
    const words = wordsOf(element);
    for (const part of [
      'First-time manager, six months',
      'This is hard, now',
      'The path',
      'Forum',
      'Everything is sent',
    ])
      expect(words).to.contain(part);
  });
});

describe('<cordee-journey-list> and <cordee-journey-card>', () => {
  it('are accessible', async () => {
    const { element } = await show('cordee-journey-list', {
      ...alone,
      person: 'marc',
      withOthers: true,
      withFreshChallenge: true,
    });
    await expect(element).to.be.accessible();
  });

  it('a card finds its journey by id', async () => {
    const { element } = await show('cordee-journey-card', { person: 'marc' });
    expect(wordsOf(element)).to.contain('Inès').and.contain('Semaine 11');
  });
});
