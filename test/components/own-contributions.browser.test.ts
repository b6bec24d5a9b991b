import { taken } from '../support/scenario-acts.js';
import { createBrowser } from '../support/scenario-cordee.js';
import {
  button,
  choice,
  click,
  consoleLines,
  expect,
  find,
  focused,
  hasButton,
  press,
  settled,
  show,
  type,
  waitUntil,
  wordsOf,
} from './support.js';

const inTopic = { 'journey-id': 'ines-journey', 'topic-id': 'm-3' };

/** A topic as somebody reads it, with their own words in it. */
async function showTopic(person: string) {
  const shown = await show('cordee-topic', { attributes: inTopic, person });
  const own = find(shown.element, 'cordee-own-contributions');
  return { ...shown, own };
}

describe('<cordee-own-contributions>', () => {
  it('is accessible closed, open and while it asks', async () => {
    const { element } = await showTopic('ines');
    await click(element, 'Vos mots');
    await expect(element).to.be.accessible();
    await click(element, 'Retirer ces mots');
    await expect(element).to.be.accessible();
  });

  it('shows nothing to those who may change nothing', async () => {
    const { element } = await showTopic('genevieve');
    expect(hasButton(element, 'Qui lit ceci')).to.equal(false);
  });

  it('takes words back after asking, and says so in their place', async () => {
    const { element, server } = await showTopic('hana');
    await click(element, 'Vos mots');
    await click(element, 'Retirer ces mots');
    expect(focused()?.textContent).to.equal('Les retirer');
    expect(taken(server)).to.deep.equal([]);
    await click(element, 'Les retirer');
    expect(taken(server).at(-1)?.[1]).to.have.property('withdrawnAt');
    await waitUntil(() => wordsOf(element).includes('Retiré par son auteur.'));
  });

  it('lets fewer people read it, by name, and never offers more', async () => {
    const { server, own } = await showTopic('ines');
    await click(own, 'Vos mots');
    expect(wordsOf(own)).to.contain('lisent ceci').and.not.contain('liront ceci');
    await click(own, 'Changer');
    expect(wordsOf(own)).to.contain('Les guides').and.not.contain('Moi seulement');
    choice(own, 'Des personnes que je choisis').click();
    await settled(own);
    choice(own, 'Sofia').click();
    await settled(own);
    expect(wordsOf(own)).to.contain('il faudra l’accord de');
    await click(own, 'Ne laisser lire que ces personnes');
    const [what, given] = taken(server).at(-1) ?? [];
    expect(what).to.equal('audience.narrow');
    expect(given?.['audience']).to.have.property('kind', 'chosen');
    expect(JSON.stringify(given)).to.not.contain('m-sofia');
    await waitUntil(() => wordsOf(own).includes('C’est fait, dès que le serveur le sait.'));
  });

  it('opens the person’s own words to more people, who are named first, and changes one thing at a time', async () => {
    const { server, own } = await showTopic('ines');
    const choose = async (name: string) => {
      choice(own, name).click();
      await settled(own);
    };
    const reopen = async () => {
      await click(own, 'Vos mots');
      await click(own, 'Changer');
    };
    await reopen();
    await choose('Les guides');
    await click(own, 'Ne laisser lire que ces personnes');
    await reopen();
    await choose('Des personnes que je choisis');
    await choose('Geneviève');
    await choose('Sofia');
    expect(wordsOf(own)).to.contain('il sera temps ensuite d’en retirer');
    expect(hasButton(own, 'Laisser lire aussi')).to.equal(false);
    await choose('Le cercle');
    expect(wordsOf(own)).to.contain('Sofia, Driss, Hana et Julián le liront aussi');
    await expect(own).to.be.accessible();
    await click(own, 'Laisser lire aussi');
    expect(taken(server).at(-1)).to.deep.equal([
      'audience.widen',
      { type: 'topic', id: 'm-3', audience: { kind: 'circle' } },
    ]);
  });

  it('asks those whose yes it takes, where it is not the reader’s alone', async () => {
    const { element, server } = await showTopic('ines');
    const aside = find(element, '#voice-m-5 cordee-own-contributions');
    await click(aside, 'Qui lit ceci');
    await click(aside, 'Changer');
    choice(aside, 'Le cercle').click();
    await settled(aside);
    expect(wordsOf(aside)).to.match(/le liront aussi, si .+ dit oui/);
    await click(aside, /^Demander à/);
    const [what, given] = taken(server).at(-1) ?? [];
    expect(what).to.equal('audience.propose');
    expect(given)
      .to.deep.include({ id: 'm-5', audience: { kind: 'circle' } })
      .and.not.have.property('reason');
    expect(wordsOf(aside)).to.contain('C’est demandé. Rien ne change d’ici là.');
  });

  it('asks with a reason, which outlives the page until it is asked', async () => {
    const browser = await createBrowser();
    const begin = async () => {
      const { element, server } = await show('cordee-topic', { attributes: inTopic, browser });
      const aside = find(element, '#voice-m-5 cordee-own-contributions');
      await click(aside, 'Qui lit ceci');
      await click(aside, 'Changer');
      choice(aside, 'Le cercle').click();
      await settled(aside);
      return { aside, server };
    };
    const before = await begin();
    await type(find(before.aside, '[part~=panel]'), 'Sofia se pose la même question.');
    await waitUntil(() => browser.drafts.size > 0);
    const { aside, server } = await begin();
    await waitUntil(() => find<HTMLTextAreaElement>(aside, 'textarea').value === 'Sofia se pose la même question.');
    await expect(aside).to.be.accessible();
    await click(aside, /^Demander à/);
    const [what, given] = taken(server).at(-1) ?? [];
    expect(what).to.equal('audience.propose');
    expect(given).to.deep.include({ id: 'm-5', reason: 'Sofia se pose la même question.' });
    await waitUntil(() => browser.drafts.size === 0);
  });

  it('closes with Escape, and the focus goes back', async () => {
    const { own } = await showTopic('ines');
    await click(own, 'Vos mots');
    await press(find(own, '[part~=panel]'), 'Escape');
    await settled(own);
    expect(focused()).to.equal(button(own, 'Vos mots'));
  });

  it('says when it did not work', async () => {
    const { own, device } = await showTopic('ines');
    await click(own, 'Vos mots');
    await click(own, 'Retirer ces mots');
    device.failWrites('CORDEE_STORAGE_FULL');
    await click(own, 'Les retirer');
    await waitUntil(() => wordsOf(own).includes('Cet appareil est plein'));
    expect(consoleLines()).to.have.length(1);
  });
});

describe('<cordee-leave>', () => {
  it('is not for the person accompanied', async () => {
    const { element } = await show('cordee-leave', { person: 'ines' });
    expect(wordsOf(element)).to.equal('');
  });

  it('[A-COM-4] asks whether the words stay, leaves, and says what happens', async () => {
    const { element, server } = await show('cordee-leave', { person: 'hana' });
    await click(element, 'Quitter cette cordée');
    await expect(element).to.be.accessible();
    expect(wordsOf(element)).to.contain('Inès verra votre départ');
    await click(element, 'Quitter et effacer mes mots');
    expect(taken(server).at(-1)).to.deep.equal(['membership.end', { id: 'm-hana', words: 'withdraw' }]);
    const left = server.read('ines-journey').filter(({ fields }) => fields['by'] === 'hana' && 'body' in fields);
    expect(left.every(({ fields }) => 'withdrawnAt' in fields)).to.equal(true);
    expect(left).to.have.length(2);
  });
});

describe('<cordee-requests>', () => {
  const proposals = [{ item: 'm-3', by: 'marc', to: { kind: 'circle' } }] as const;

  it('is accessible, and shows nothing while nobody asks', async () => {
    const { element } = await show('cordee-requests', { proposals });
    await expect(element).to.be.accessible();
    const none = await show('cordee-requests');
    expect(wordsOf(none.element)).to.equal('');
  });

  it('says why, in the words of who asks', async () => {
    const { element } = await show('cordee-requests', {
      proposals: [{ ...proposals[0], reason: 'Sofia se pose la même question.' }],
    });
    expect(wordsOf(element)).to.contain('Sofia se pose la même question.');
  });

  it('says who asks, who would read it and which words, and takes a yes in one press', async () => {
    const { element, server } = await show('cordee-requests', { proposals });
    expect(wordsOf(element))
      .to.contain('Marc aimerait que Sofia, Driss, Hana et Julián lisent aussi vos mots.')
      .and.contain('Quelle question');
    await click(element, 'Oui, laisser lire');
    expect(taken(server)).to.deep.equal([['audience.answer', { id: 'ask-m-3', isYes: true }]]);
    expect(wordsOf(element)).to.contain('C’est oui.').and.not.contain('Marc aimerait');
    expect(focused()?.part.contains('status')).to.equal(true);
  });

  it('takes a no as easily, and lets who asked take the question back', async () => {
    const asked = await show('cordee-requests', { proposals });
    await click(asked.element, 'Non, garder ainsi');
    expect(taken(asked.server)).to.deep.equal([['audience.answer', { id: 'ask-m-3', isYes: false }]]);
    const own = await show('cordee-requests', { proposals, person: 'marc' });
    expect(wordsOf(own.element)).to.contain('On attend le oui d’Inès');
    await click(own.element, 'Reprendre la demande');
    expect(wordsOf(own.element)).to.contain('La demande est reprise');
  });

  it('keeps the question when the answer could not be stored, and says so', async () => {
    const { element, device } = await show('cordee-requests', { proposals });
    device.failWrites('CORDEE_STORAGE_FULL');
    await click(element, 'Oui, laisser lire');
    expect(wordsOf(element)).to.contain('Cet appareil est plein').and.contain('Marc aimerait');
    expect(consoleLines()).to.have.length(1);
  });
});
