import { endMembership } from '../support/scenario-acts.js';
import {
  choice,
  click,
  expect,
  find,
  findAll,
  focused,
  hasButton,
  heard,
  press,
  settled,
  show,
  wordsOf,
} from './support.js';

const circle = { properties: { audience: { kind: 'circle' } } } as const;
const sentence = (element: Node): string => (find(element, '[part~=sentence]').textContent ?? '').trim();

describe('<cordee-who-reads>', () => {
  it('is accessible, closed and open', async () => {
    const { element } = await show('cordee-who-reads', circle);
    await expect(element).to.be.accessible();
    await click(element, 'Changer');
    choice(element, 'Des personnes').click();
    await settled(element);
    await expect(element).to.be.accessible();
  });

  it('names the whole circle in a sentence', async () => {
    const { element } = await show('cordee-who-reads', circle);
    expect(sentence(element)).to.equal('Sofia, Driss, Hana, Julián, Marc, Geneviève et Yann liront ceci');
  });

  it('says it in the language of the page, and changes with it', async () => {
    const { element } = await show('cordee-who-reads', circle);
    document.documentElement.lang = 'en';
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await settled(element);
    expect(sentence(element)).to.equal('Sofia, Driss, Hana, Julián, Marc, Geneviève, and Yann will read this');
  });

  it('uses the singular for one reader', async () => {
    const { element } = await show('cordee-who-reads', {
      properties: { audience: { kind: 'pair', relation: 'm-marc' } },
    });
    expect(sentence(element)).to.equal('Marc lira ceci');
  });

  it('stops naming who is no longer on the rope', async () => {
    const shown = await show('cordee-who-reads', circle);
    const { element } = shown;
    await endMembership(shown, 'sofia');
    await settled(element);
    expect(sentence(element)).to.equal('Driss, Hana, Julián, Marc, Geneviève et Yann liront ceci');
  });

  it('says that a text for oneself stays on this device', async () => {
    const { element } = await show('cordee-who-reads', { properties: { audience: { kind: 'self' } } });
    expect(sentence(element)).to.contain('reste sur cet appareil');
  });

  it('tells the page of another choice, and changes its sentence', async () => {
    const changed = heard('cordee-audience-change');
    const { element } = await show('cordee-who-reads', circle);
    await click(element, 'Changer');
    choice(element, 'Marc et moi').click();
    await settled(element);
    expect(changed.at(-1)?.audience).to.deep.equal({ kind: 'pair', relation: 'm-marc' });
    expect(sentence(element)).to.equal('Marc lira ceci');
  });

  it('lets names be taken off one by one, down to one', async () => {
    const { element } = await show('cordee-who-reads', { properties: { audience: { kind: 'guides' } } });
    await click(element, 'Changer');
    choice(element, 'Des personnes').click();
    await settled(element);
    for (const name of ['Geneviève', 'Yann']) {
      choice(element, name).click();
      await settled(element);
    }
    expect(sentence(element)).to.equal('Marc lira ceci');
    expect(choice(element, 'Marccoach').disabled).to.equal(true);
  });

  it('offers nothing wider than what is answered', async () => {
    const { element } = await show('cordee-who-reads', {
      properties: { audience: { kind: 'guides' }, within: { kind: 'guides' } },
    });
    await click(element, 'Changer');
    expect(wordsOf(find(element, '[part~=choices]')))
      .to.contain('Les guides')
      .and.not.contain('Le cercle');
  });

  it('closes with Escape and gives the focus back', async () => {
    const { element } = await show('cordee-who-reads', circle);
    await click(element, 'Changer');
    await settled(element);
    await press(focused() ?? element, 'Escape');
    await settled(element);
    expect(findAll(element, '[part~=choices]')).to.have.length(0);
    expect(focused()?.textContent).to.equal('Changer');
  });

  it('offers no change where it is read-only', async () => {
    const { element } = await show('cordee-who-reads', {
      ...circle,
      attributes: { 'journey-id': 'ines-journey', 'read-only': '' },
    });
    expect(hasButton(element, 'Changer')).to.equal(false);
    expect(sentence(element)).to.contain('lisent ceci');
  });

  it('offers a companion the pair with the coachee, the circle and names', async () => {
    const { element } = await show('cordee-who-reads', { person: 'hana' });
    expect(sentence(element)).to.equal('Inès lira ceci');
    await click(element, 'Changer');
    expect(wordsOf(find(element, '[part~=choices]')))
      .to.contain('Inès et moi')
      .and.contain('Le cercle')
      .and.not.contain('Les guides');
  });
});
