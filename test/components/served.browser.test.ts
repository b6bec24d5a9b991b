import { taken } from '../support/scenario-acts.js';
import {
  becomesTrue,
  button,
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
  type,
  wordsOf,
} from './support.js';

const at = (id: string) => ({ attributes: { 'journey-id': 'ines-journey', 'contribution-id': id } });

describe('<cordee-served>', () => {
  it('is accessible, before, while and after it is said', async () => {
    const { element } = await show('cordee-served', at('m-8'));
    await becomesTrue(() => hasButton(element, 'Ceci m’a servi'));
    await expect(element).to.be.accessible();
    await click(element, 'Ceci m’a servi');
    await expect(element).to.be.accessible();
    const said = await show('cordee-served', at('m-4'));
    await becomesTrue(() => wordsOf(said.element).includes('deux ont pleuré'));
    await expect(said.element).to.be.accessible();
  });

  it('is one gesture and a sentence, and says before who will read it', async () => {
    const { element, server } = await show('cordee-served', at('m-8'));
    await becomesTrue(() => hasButton(element, 'Ceci m’a servi'));
    await click(element, 'Ceci m’a servi');
    expect(focused()?.localName).to.equal('textarea');
    expect(wordsOf(element)).to.contain('Sofia et Marc liront cette phrase.');
    await click(element, 'Le dire en retour');
    expect(wordsOf(element)).to.contain('Dites en quelques mots à quoi cela a servi.');
    expect(taken(server)).to.have.length(0);
    await type(element, 'Je l’ai dit à Pau, autrement.');
    await click(element, 'Le dire en retour');
    await becomesTrue(() => wordsOf(element).includes('Je l’ai dit à Pau, autrement.'));
    await settled(element);
    const [what, given] = taken(server).at(-1) ?? [];
    expect(what).to.equal('served');
    expect(given).to.deep.include({
      contribution: 'm-8',
      audience: { kind: 'chosen', members: ['m-sofia', 'm-marc'] },
      body: { text: 'Je l’ai dit à Pau, autrement.', lang: 'fr' },
    });
    await click(element, 'Reprendre');
    await becomesTrue(() => hasButton(element, 'Ceci m’a servi'));
  });

  it('keeps what was typed when it is left by Escape', async () => {
    const { element } = await show('cordee-served', at('m-8'));
    await becomesTrue(() => hasButton(element, 'Ceci m’a servi'));
    await click(element, 'Ceci m’a servi');
    const field = await type(element, 'Pas fini');
    await press(field, 'Escape');
    await becomesTrue(() => focused()?.textContent?.includes('Ceci m’a servi') ?? false);
    await click(element, 'Ceci m’a servi');
    expect(find<HTMLTextAreaElement>(element, 'textarea').value).to.equal('Pas fini');
  });

  it('gives the giver the sentence, and no number of any kind (A-COM-3)', async () => {
    const { element } = await show('cordee-served', { ...at('m-4'), person: 'hana' });
    await becomesTrue(() => wordsOf(element).includes('Posée à trois personnes'));
    expect(wordsOf(element)).to.contain('Ce que cela a donné pour Inès');
    expect(wordsOf(element)).to.not.match(/\d/);
    expect(findAll(element, 'button')).to.have.length(0);
  });

  it('says nothing to others, and takes no room', async () => {
    const { element } = await show('cordee-served', { ...at('m-4'), person: 'driss' });
    await becomesTrue(() => element.matches(':state(empty)'));
    expect(wordsOf(element)).to.equal('');
    expect(getComputedStyle(element).display).to.equal('none');
  });

  it('keeps the words when they could not be stored', async () => {
    const { element, device } = await show('cordee-served', at('m-8'));
    const errors = heard('cordee-error');
    await becomesTrue(() => hasButton(element, 'Ceci m’a servi'));
    await click(element, 'Ceci m’a servi');
    await type(element, 'Gardé');
    device.failWrites('CORDEE_STORAGE_FULL');
    await click(element, 'Le dire en retour');
    await becomesTrue(() => wordsOf(element).includes('Cet appareil est plein'));
    expect(find<HTMLTextAreaElement>(element, 'textarea').value).to.equal('Gardé');
    expect(errors).to.have.length(1);
    const { consoleLines } = await import('./support.js');
    expect(consoleLines()).to.have.length(1);
  });
});

describe('<cordee-my-words>', () => {
  it('is accessible, and shows what became of each of the reader’s words, without a number', async () => {
    const { element } = await show('cordee-my-words', { person: 'hana' });
    await becomesTrue(() => wordsOf(element).includes('Ce que sont devenus mes mots'));
    await expect(element).to.be.accessible();
    expect(wordsOf(element))
      .to.contain('Posée à trois personnes ; deux ont pleuré, une a ri.'.replaceAll(' ;', ' ;'))
      .and.contain('repris par Marc');
    expect(wordsOf(element).replaceAll(/«[^»]*»/g, '')).to.not.match(/\d/);
  });

  it('opens the topic that was answered, unless the page says no', async () => {
    const opened = heard('cordee-topic-open');
    const { element } = await show('cordee-my-words', { person: 'hana' });
    await becomesTrue(() => findAll(element, '.topic button').length > 0);
    find(element, '.topic button').click();
    expect(opened).to.have.length(1);
  });

  it('says where one will read it while there is nothing', async () => {
    const { element } = await show('cordee-my-words', { person: 'claire' });
    await becomesTrue(() => wordsOf(element).includes('Vous n’avez pas encore donné de mots ici.'));
    await settled(element);
    expect(findAll(element, 'button')).to.have.length(0);
    const failed = await show('cordee-my-words', { reads: 'fail' });
    await becomesTrue(() => hasButton(failed.element, 'Réessayer'));
    expect(button(failed.element, 'Réessayer')).to.be.instanceOf(HTMLButtonElement);
    const { consoleLines } = await import('./support.js');
    consoleLines();
  });
});
