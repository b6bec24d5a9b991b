import { click, consoleLines, expect, find, findAll, focused, heard, press, settled, show, type, wordsOf } from './support.js';

describe('<cordee-forum>', () => {
  it('is accessible as a list and with a topic open', async () => {
    const { element } = await show('cordee-forum');
    await expect(element).to.be.accessible();
    await click(element, /Quelle question/);
    await expect(element).to.be.accessible();
  });

  it('lists the topics, pinned first, with who has spoken and what is new', async () => {
    const { element } = await show('cordee-forum');
    const topics = findAll(element, '[part~=topics] > li').map(wordsOf);
    expect(topics[0]).to.contain('épinglé');
    expect(topics.find((topic) => topic.includes('prévision mensuelle'))).to.contain('nouveau').and.contain('Avec Driss et Hana');
  });

  it('opens a topic in place and gives the focus back on return', async () => {
    const { element } = await show('cordee-forum');
    await click(element, /Quelle question/);
    expect(wordsOf(element)).to.contain('qu’as-tu porté sans aide cette semaine ?');
    expect(focused()?.textContent).to.contain('Tous les sujets');
    await click(element, 'Tous les sujets');
    expect(focused()?.textContent).to.contain('Quelle question');
  });

  it('leaves opening to a page that cancels it', async () => {
    const asked = heard('cordee-topic-open', (event) => event.preventDefault());
    const { element } = await show('cordee-forum');
    await click(element, /Quelle question/);
    expect(asked[0]?.topicId).to.equal('m-3');
    expect(element.topicId).to.equal('');
  });

  it('opens a new topic to the circle unless another choice is made', async () => {
    const { element, client } = await show('cordee-forum');
    await click(element, 'Ouvrir un sujet');
    expect(wordsOf(element)).to.contain('Sofia, Driss, Hana, Julián, Marc, Geneviève et Yann liront ceci');
    await type(element, 'Comment dites-vous non ?');
    await click(element, 'Ouvrir ce sujet');
    await settled(element);
    expect(client.written[0]).to.deep.include({ verb: 'open' });
    expect(wordsOf(element)).to.contain('Comment dites-vous non ?');
    expect(focused()?.textContent).to.contain('Ouvrir un sujet');
  });

  it('draws its states: waiting, empty, failed', async () => {
    const waiting = await show('cordee-forum', { mood: 'waiting' });
    expect(findAll(waiting.element, '[part~=waiting]')).to.have.length(1);
    const empty = await show('cordee-forum', { mood: 'empty' });
    expect(wordsOf(empty.element)).to.contain('Pas encore de sujet');
    const guest = await show('cordee-forum', { mood: 'empty', person: 'hana' });
    expect(wordsOf(guest.element)).to.contain('Dès qu’il s’en ouvre un');
    const errors = heard('cordee-error');
    const failed = await show('cordee-forum', { mood: 'failed' });
    expect(find(failed.element, '[part~=failed]').getAttribute('role')).to.equal('alert');
    expect(errors).to.have.length(1);
    failed.client.mood('full');
    await click(failed.element, 'Réessayer');
    expect(wordsOf(failed.element)).to.contain('Quelle question');
    expect(consoleLines()).to.have.length(1);
  });
});

describe('<cordee-topic>', () => {
  const attributes = { 'journey-id': 'ines-journey', 'topic-id': 'm-3' };

  it('is accessible', async () => {
    const { element } = await show('cordee-topic', { attributes });
    await expect(element).to.be.accessible();
  });

  it('shows each voice with its kind, and names the readers of those that fewer read', async () => {
    const { element } = await show('cordee-topic', { attributes });
    const words = wordsOf(element);
    expect(words).to.contain('Hana suggestion');
    expect(words).to.contain('Marc et Yann lisent ceci');
  });

  it('does not show a companion what only guides read', async () => {
    const { element } = await show('cordee-topic', { attributes, person: 'hana' });
    expect(wordsOf(element)).to.not.contain('contremaître');
  });

  it('tells the authors that what is on the screen is read, each once', async () => {
    const { client } = await show('cordee-topic', { attributes: { ...attributes, 'topic-id': 'm-9' } });
    const marks = client.written.filter(({ verb }) => verb === 'markRead');
    expect(marks).to.deep.equal([{ verb: 'markRead', with: ['m-10', 'm-11'] }]);
  });

  it('answers one voice, inside its readers, and gives the focus back', async () => {
    const { element, client } = await show('cordee-topic', { attributes });
    await click(element, 'Répondre à Geneviève');
    const composer = find(element, '.answering');
    expect(wordsOf(composer)).to.contain('Marc, Geneviève et Yann liront ceci');
    await press(await type(composer, 'Merci.'), 'Enter', { ctrlKey: true });
    await settled(element);
    expect(client.written.find(({ verb }) => verb === 'contribute')?.with).to.deep.include({ audience: { kind: 'guides' } });
    expect(wordsOf(element)).to.contain('Merci.');
    expect(focused()?.getAttribute('aria-label')).to.equal('Répondre à Geneviève');
  });

  it('says so when the topic is no longer open to the reader', async () => {
    const { element } = await show('cordee-topic', { attributes: { ...attributes, 'topic-id': 'gone' } });
    expect(wordsOf(element)).to.contain('Ce sujet ne vous est plus ouvert');
  });
});

describe('<cordee-contribution>', () => {
  it('shows nothing but its slot until it has something to show', async () => {
    const { element } = await show('cordee-contribution', { attributes: {} });
    expect(wordsOf(element)).to.equal('');
  });
});
