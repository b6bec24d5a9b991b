import { mountAll } from '../../components/mount.js';
import type { TestServer } from '../../src/testing/index.js';
import { taken } from '../support/scenario-acts.js';
import {
  becomesTrue,
  click,
  consoleLines,
  expect,
  find,
  findAll,
  focused,
  hasButton,
  heard,
  place,
  press,
  show,
  wordsOf,
} from './support.js';

/** All that there is of invitations, as the server holds it. */
const invitations = (server: TestServer) =>
  server.read('ines-journey').flatMap(({ type, fields }) => (type === 'invitation' ? [fields] : []));

describe('<cordee-circle>', () => {
  it('is accessible for the person and for a companion', async () => {
    for (const person of ['ines', 'hana']) {
      const { element } = await show('cordee-circle', { person, without: ['sofia', 'driss', 'julian'] });
      await becomesTrue(() => wordsOf(element).includes('Qui est dans la cordée'));
      await expect(element).to.be.accessible();
    }
  });

  it('says who each is, in words, and to the person only what the circle lacks', async () => {
    const all = await show('cordee-circle');
    await becomesTrue(() => wordsOf(all.element).includes('Hana'));
    expect(wordsOf(all.element))
      .to.contain('compagnie · Quelqu’un d’une autre entreprise ou d’un autre métier')
      .and.not.contain('ne lui doit rien');
    const without = ['hana', 'julian'];
    const { element } = await show('cordee-circle', { without });
    await becomesTrue(() => wordsOf(element).includes('Sofia'));
    expect(wordsOf(element)).to.contain('Quelqu’un qui ne lui doit rien verrait autre chose.');
    const guest = await show('cordee-circle', { person: 'driss', without });
    await becomesTrue(() => wordsOf(guest.element).includes('Sofia'));
    expect(wordsOf(guest.element)).to.not.contain('ne lui doit rien');
    expect(findAll(guest.element, 'button').map((one) => one.textContent?.trim())).to.deep.equal(['Souffler un peu']);
  });

  it('keeps who is in a time zone that this browser does not know, and says which clock they have here', async () => {
    const { element } = await show('cordee-circle', { zones: { hana: 'Mars/X' } });
    await becomesTrue(() => wordsOf(element).includes('Hana'));
    expect(wordsOf(element)).to.contain('fuseau inconnu ici, donc UTC');
  });

  it('lets somebody rest in one gesture, and takes it back', async () => {
    const { element, server } = await show('cordee-circle');
    await becomesTrue(() => hasButton(element, 'Mettre au repos : Sofia'));
    await click(element, /Mettre au repos.*Sofia/);
    await becomesTrue(() => wordsOf(element).includes('Sofia est au repos'));
    await click(element, 'Annuler');
    await becomesTrue(() => wordsOf(element).includes('Sofia est de retour'));
    expect(taken(server)).to.deep.equal([
      ['membership.pause', { id: 'm-sofia' }],
      ['membership.resume', { id: 'm-sofia' }],
    ]);
  });

  it('removes somebody at once, without waiting for a network or for the screen, and brings them back', async () => {
    const shown = await show('cordee-circle');
    const { element, store } = shown;
    const given = async () =>
      (await store.unsent()).map(({ change }) => change.kind === 'command' && [change.name, change.args]);
    await shown.goOffline();
    await becomesTrue(() => hasButton(element, 'Retirer Sofia de la cordée'));
    await click(element, 'Retirer Sofia de la cordée');
    await becomesTrue(() => focused()?.textContent?.includes('Annuler') ?? false);
    expect(await given()).to.deep.equal([['membership.end', { id: 'm-sofia' }]]);
    expect(hasButton(element, 'Retirer Sofia de la cordée')).to.equal(false);
    await click(element, 'Annuler');
    await becomesTrue(() => hasButton(element, 'Retirer Sofia de la cordée'));
    expect(wordsOf(element)).to.contain('Sofia est de retour dans la cordée');
    expect((await given()).at(-1)).to.deep.equal(['membership.readmit', { id: 'm-sofia' }]);
  });

  it('says when it could not be done, and shows what failed with a way to try again', async () => {
    const { element, device } = await show('cordee-circle');
    const errors = heard('cordee-error');
    await becomesTrue(() => hasButton(element, 'Retirer Sofia de la cordée'));
    device.failWrites('CORDEE_STORAGE_FULL');
    await click(element, 'Retirer Sofia de la cordée');
    await becomesTrue(() => wordsOf(element).includes('Cet appareil est plein'));
    expect(hasButton(element, 'Retirer Sofia de la cordée')).to.equal(true);
    expect(errors).to.have.length(1);
    const failed = await show('cordee-circle', { reads: 'fail' });
    await becomesTrue(() => hasButton(failed.element, 'Réessayer'));
    consoleLines();
  });
});

describe('<cordee-pace>', () => {
  it('is accessible, asked and asking', async () => {
    const { element } = await show('cordee-personal');
    await becomesTrue(() => hasButton(element, 'Faire une pause'));
    await expect(element).to.be.accessible();
    await click(element, 'Faire une pause');
    await expect(element).to.be.accessible();
  });

  it('rests until about a day, says that nothing is late, and goes on', async () => {
    const { element, server } = await show('cordee-pace');
    await becomesTrue(() => hasButton(element, 'Faire une pause'));
    await click(element, 'Faire une pause');
    expect(wordsOf(element)).to.contain(
      'chaque étape qui n’est pas faite se décale d’autant. Personne ne recevra de rappel.',
    );
    expect(focused()?.getAttribute('type')).to.equal('radio');
    await click(element, 'Souffler');
    await becomesTrue(() =>
      wordsOf(element).includes(
        'Le parcours se repose jusqu’au 30 novembre. Rien n’est en retard, et personne n’attend.',
      ),
    );
    await click(element, 'Reprendre le chemin');
    await becomesTrue(() => wordsOf(element).includes('n’ont pas bougé sans vous'));
    expect(taken(server)).to.deep.equal([
      ['journey.pause', { until: '2026-11-30' }],
      ['journey.resume', {}],
    ]);
  });

  it('ends in two moves, each of which says first what it does', async () => {
    const { element, server } = await show('cordee-pace');
    await becomesTrue(() => hasButton(element, 'Entamer la fin'));
    await click(element, 'Entamer la fin');
    await click(element, 'Entamer la fin');
    await becomesTrue(() => hasButton(element, 'Clore le parcours'));
    await click(element, 'Clore le parcours');
    await click(element, 'Clore');
    await becomesTrue(() => wordsOf(element).includes('Tout ce qui est à vous reste lisible'));
    expect(taken(server).map(([what]) => what)).to.deep.equal(['journey.conclude', 'journey.close']);
  });

  it('stops without asking for a reason, and is left by Escape', async () => {
    const { element, server } = await show('cordee-pace');
    await becomesTrue(() => hasButton(element, 'S’arrêter là'));
    await click(element, 'S’arrêter là');
    await press(findAll(element, 'textarea')[0] as Element, 'Escape');
    await becomesTrue(() => focused()?.textContent?.includes('S’arrêter là') ?? false);
    await click(element, 'S’arrêter là');
    await click(element, 'Arrêter le parcours');
    await becomesTrue(() => taken(server).length === 1);
    expect(taken(server)).to.deep.equal([['journey.stop', {}]]);
  });

  it('says until when a stop can be taken back, and takes it back', async () => {
    const shown = await show('cordee-pace');
    const { element } = shown;
    await shown.goOffline();
    await becomesTrue(() => hasButton(element, 'S’arrêter là'));
    await click(element, 'S’arrêter là');
    await click(element, 'Arrêter le parcours');
    await becomesTrue(() => wordsOf(element).includes('Vous pouvez le rouvrir jusqu’au 23 novembre.'));
    await click(element, 'Rouvrir le parcours');
    await becomesTrue(() => wordsOf(element).includes('Le parcours est rouvert.'));
    await becomesTrue(() => hasButton(element, 'Faire une pause'));
  });

  it('shows a companion nothing of it', async () => {
    const { element } = await show('cordee-pace', { person: 'hana' });
    await becomesTrue(() => element.matches(':state(empty)'));
    expect(wordsOf(element)).to.equal('');
  });
});

describe('<cordee-invite>', () => {
  it('is accessible, and asks in the person’s own words, from those that the path suggests', async () => {
    const { element, server } = await show('cordee-circle', { without: ['julian'] });
    await becomesTrue(() => hasButton(element, 'Convier quelqu’un'));
    await click(element, 'Convier quelqu’un');
    await click(element, /Partir de.*Une personne proche/);
    await expect(element).to.be.accessible();
    const words = findAll(element, 'textarea')[0] as HTMLTextAreaElement;
    expect(words.value).to.contain('Un mot d’encouragement de temps en temps');
    await click(element, 'Faire le lien');
    await becomesTrue(() => hasButton(element, 'Copier le lien'));
    expect((findAll(element, 'input[readonly]')[0] as HTMLInputElement).value).to.contain('#cordee-invitation=');
    expect(invitations(server)[0]).to.include({ role: 'companion', state: 'sent' });
    expect(wordsOf(element)).to.contain('En chemin').and.contain('pas encore ouvert');
    await expect(element).to.be.accessible();
    await click(element, 'Reprendre');
    await becomesTrue(() => wordsOf(element).includes('repris'));
  });

  it('adds what the path proposes below what is written, and takes it out again', async () => {
    const { element } = await show('cordee-circle', { without: ['julian'] });
    await becomesTrue(() => hasButton(element, 'Convier quelqu’un'));
    await click(element, 'Convier quelqu’un');
    const words = findAll(element, 'textarea')[0] as HTMLTextAreaElement;
    words.value = 'Cher Paul,';
    words.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await click(element, /Partir de.*Une personne proche/);
    expect(words.value).to.match(/^Cher Paul,\n\nVous entendez parler.*Un mot d’encouragement/);
    await click(element, /Partir de.*Une personne proche/);
    expect(words.value.match(/encouragement/g)).to.have.length(1);
    words.value = 'Cher Paul,';
    words.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await click(element, /Partir de.*Une personne proche/);
    expect(wordsOf(element)).to.contain('ajouté à la suite de vos mots');
    await click(find(element, 'cordee-invite'), 'Retirer');
    expect(words.value).to.equal('Cher Paul,');
    expect(focused()).to.equal(words);
  });

  it('says how much is too much, and cuts nothing', async () => {
    const { element, server } = await show('cordee-invite');
    await becomesTrue(() => hasButton(element, 'Convier quelqu’un'));
    await click(element, 'Convier quelqu’un');
    const words = findAll(element, 'textarea')[0] as HTMLTextAreaElement;
    words.value = 'x'.repeat(2_012);
    words.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await click(element, 'Faire le lien');
    expect(wordsOf(element)).to.contain('12 caractères de trop').and.contain('trop long de 12 caractères');
    expect([invitations(server).length, words.value.length, focused()]).to.deep.equal([0, 2_012, words]);
  });

  describe('the link', () => {
    const made = async (root: Element): Promise<string> => {
      await becomesTrue(() => hasButton(root, 'Convier quelqu’un'));
      await click(root, 'Convier quelqu’un');
      const words = find<HTMLTextAreaElement>(find(root, 'cordee-invite'), 'textarea');
      words.value = 'Veux-tu ?';
      words.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await click(root, 'Faire le lien');
      await becomesTrue(() => hasButton(root, 'Copier le lien'));
      return find<HTMLInputElement>(root, 'input[readonly]').value;
    };
    const before = location.href;
    beforeEach(() => history.replaceState(null, '', '?session=SECRET&page=7#here'));
    afterEach(() => history.replaceState(null, '', before));

    it('opens the page that the journey names, taken from the page’s own address', async () => {
      const { element } = await show('cordee-journey', {
        attributes: { 'link-page': '/join?lang=fr', place: 'circle' },
      });
      expect(await made(element)).to.equal(`${location.origin}/join?lang=fr#cordee-invitation=${'A'.repeat(43)}`);
      expect(wordsOf(element)).to.contain(`Il ouvre ${location.host}/join.`);
    });

    it('opens the page that a provider names, or its own setting', async () => {
      const { element, provider } = await show('cordee-circle');
      provider.linkPage = 'https://join.example/';
      await provider.updateComplete;
      expect(await made(element)).to.match(/^https:\/\/join\.example\/#/);
      const own = await show('cordee-invite', {
        attributes: { 'journey-id': 'ines-journey', 'link-page': 'https://other.example/a' },
      });
      expect(await made(own.provider)).to.match(/^https:\/\/other\.example\/a#/);
    });

    it('holds nothing of the query of the page where it is made', async () => {
      const { element } = await show('cordee-circle');
      const link = await made(element);
      expect(link).to.equal(`${location.origin}${location.pathname}#cordee-invitation=${'A'.repeat(43)}`);
      expect(link).to.not.contain('SECRET');
    });

    it('is told where to lead by a mounted place', async () => {
      const mounted = place(document.createElement('section'));
      mounted.innerHTML = '<div data-cordee="journey" data-link-page="/join"></div>';
      mountAll(mounted);
      expect(find<HTMLElementTagNameMap['cordee-journey']>(mounted, 'cordee-journey').linkPage).to.equal('/join');
      // It has no client here, and says so.
      consoleLines();
    });
  });

  it('keeps the words when it is left, and says what is missing', async () => {
    const { element, server } = await show('cordee-invite');
    await becomesTrue(() => hasButton(element, 'Convier quelqu’un'));
    await click(element, 'Convier quelqu’un');
    await click(element, 'Faire le lien');
    expect(wordsOf(element)).to.contain('Vos mots.');
    expect(invitations(server)).to.have.length(0);
    const field = findAll(element, 'textarea')[0] as HTMLTextAreaElement;
    field.value = 'Veux-tu ?';
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await press(field, 'Escape');
    await becomesTrue(() => focused()?.textContent === 'Convier quelqu’un');
    await click(element, 'Convier quelqu’un');
    expect((findAll(element, 'textarea')[0] as HTMLTextAreaElement).value).to.equal('Veux-tu ?');
  });
});
