import type { TestRecord } from '../../src/testing/index.js';
import { marksTaken, readBy, taken } from '../support/scenario-acts.js';
import {
  button,
  click,
  expect,
  find,
  findAll,
  focused,
  hasButton,
  press,
  settled,
  show,
  type,
  wordsOf,
} from './support.js';

describe('<cordee-challenge>', () => {
  it('is accessible for who climbs and for who guides, closed and open', async () => {
    const ines = await show('cordee-challenge');
    await expect(ines.element).to.be.accessible();
    await click(ines.element, 'Défi du moment');
    await expect(ines.element).to.be.accessible();
    const marc = await show('cordee-challenge', { person: 'marc', withFreshChallenge: true });
    await click(marc.element, /Inès/);
    await expect(marc.element).to.be.accessible();
  });

  it('takes two taps: it opens with who reads and how soon they answer, then posts to the pair', async () => {
    const { element, server, goOnline } = await show('cordee-challenge', { isOffline: true });
    await click(element, 'Défi du moment');
    expect(wordsOf(element)).to.contain('Marc répond sous 2 jours').and.contain('Marc lira ceci');
    expect(focused()?.localName).to.equal('textarea');
    await type(element, 'Demain à neuf heures.');
    await click(element, 'Poser ce défi');
    await settled(element);
    await goOnline();
    const [[what, given] = []] = taken(server);
    expect(what).to.equal('challenge');
    expect(given).to.deep.include({ audience: { kind: 'pair', relation: 'm-marc' } });
  });

  it('says where the challenge has got to: on this device, sent, seen by Marc', async () => {
    const shown = await show('cordee-challenge', { isOffline: true });
    const { element, server, goOnline } = shown;
    await click(element, 'Défi du moment');
    await type(element, 'Là, maintenant.');
    await click(element, 'Poser ce défi');
    await settled(element);
    const delivery = (): string => (find(element, '.delivery').textContent ?? '').trim();
    expect(delivery()).to.equal('sur cet appareil');
    await goOnline();
    await settled(element);
    expect(delivery()).to.equal('envoyé');
    const raised = server.taken.find((one) => 'type' in one && one.type === 'challenge') as TestRecord;
    await readBy(shown, raised.id, 'marc');
    await settled(element);
    expect(delivery()).to.equal('vu par Marc');
  });

  it('gives the focus back to its button after Escape, and keeps what was typed', async () => {
    const { element } = await show('cordee-challenge');
    await click(element, 'Défi du moment');
    await press(await type(element, 'Presque'), 'Escape');
    await settled(element);
    expect(focused()).to.equal(button(element, 'Défi du moment'));
    await click(element, 'Défi du moment');
    await settled(element);
    expect(find<HTMLTextAreaElement>(element, 'textarea').value).to.equal('Presque');
  });

  it('shows a guide what is not seen yet first, with how long it has waited', async () => {
    const { element } = await show('cordee-challenge', { person: 'marc', withFreshChallenge: true });
    expect(wordsOf(element)).to.contain('Un défi vous attend').and.contain('posé il y a 3 min');
    expect(hasButton(element, 'Défi du moment')).to.equal(false);
  });

  it('tells the writer that it is seen when a guide opens it, and not before', async () => {
    const { element, server } = await show('cordee-challenge', { person: 'marc', withFreshChallenge: true });
    expect(marksTaken(server)).to.deep.equal([]);
    await click(element, /Inès/);
    await settled(element);
    expect(marksTaken(server)).to.deep.equal(['ch-2']);
    expect(button(element, /Inès/).getAttribute('aria-expanded')).to.equal('true');
  });

  it('lets a guide answer under it, to those who read it', async () => {
    const { element, server } = await show('cordee-challenge', { person: 'marc', withFreshChallenge: true });
    await click(element, /Inès/);
    await type(element, 'Je suis là.');
    await click(element, 'Répondre');
    await settled(element);
    expect(taken(server).find(([what]) => what === 'contribution')?.[1]).to.deep.include({
      audience: { kind: 'pair', relation: 'm-marc' },
    });
    expect(wordsOf(element)).to.contain('Je suis là.');
  });

  it('keeps the one that is written in where it is when another arrives', async () => {
    const { element, client } = await show('cordee-challenge');
    await click(element, /Vous/);
    const field = await type(element, 'Je suis en train');
    field.focus();
    await client.challenges.raise({
      journey: 'ines-journey',
      body: { text: 'Encore un, venu d’ailleurs.', lang: 'fr' },
      audience: { kind: 'pair', relation: 'm-marc' },
    });
    await settled(element);
    expect(wordsOf(element)).to.contain('Encore un, venu d’ailleurs.');
    expect(focused() === field, 'the field keeps the focus').to.equal(true);
    expect(field.value).to.equal('Je suis en train');
  });

  it('shows the answers when its author opens it', async () => {
    const { element } = await show('cordee-challenge');
    expect(wordsOf(element)).to.not.contain('Laquelle des onze');
    await click(element, /Vous/);
    expect(wordsOf(element)).to.contain('Laquelle des onze aimerais-tu entendre à sa place ?');
  });

  it('says with :state(empty) that there is nothing for this reader', async () => {
    const { element } = await show('cordee-challenge', { person: 'hana' });
    expect(element.matches(':state(empty)')).to.equal(true);
    expect(findAll(element, '[part~=challenge]')).to.have.length(0);
  });

  it('[WD5] is not empty where a journey has ended: it says so, and raises nothing', async () => {
    const { element } = await show('cordee-challenge', { isEmpty: true, takesWords: 'answers' });
    expect(wordsOf(element)).to.contain('Le parcours est terminé');
    expect(hasButton(element, 'Défi du moment')).to.equal(false);
    expect(element.matches(':state(empty)')).to.equal(false);
    const waiting = await show('cordee-challenge', {
      isEmpty: true,
      takesWords: 'answers',
      attributes: { 'journey-id': 'ines-journey', 'only-waiting': '' },
    });
    expect(wordsOf(waiting.element)).to.equal('');
    expect(waiting.element.matches(':state(empty)'), 'with nothing that waits').to.equal(true);
  });

  it('waits, and shows what failed with a way to try again', async () => {
    const waiting = await show('cordee-challenge', { reads: 'wait' });
    expect(find(waiting.element, '[part~=waiting]').getAttribute('role')).to.equal('status');
  });
});
