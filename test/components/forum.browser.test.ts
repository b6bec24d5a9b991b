import { closeTopic, marksTaken, readBy, taken, withdraw } from '../support/scenario-acts.js';
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
  press,
  settled,
  show,
  type,
  wordsOf,
} from './support.js';

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
    expect(topics.find((topic) => topic.includes('prévision mensuelle')))
      .to.contain('nouveau')
      .and.contain('Avec Driss et Hana');
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
    const { element, server } = await show('cordee-forum');
    await click(element, 'Ouvrir un sujet');
    expect(wordsOf(element)).to.contain('Sofia, Driss, Hana, Julián, Marc, Geneviève et Yann liront ceci');
    await type(element, 'Comment dites-vous non ?');
    await click(element, 'Ouvrir ce sujet');
    await settled(element);
    expect(taken(server).map(([what]) => what)).to.include('topic');
    expect(wordsOf(element)).to.contain('Comment dites-vous non ?');
    expect(focused()?.textContent).to.contain('Ouvrir un sujet');
  });

  it('draws the topics last written in, and those before them when asked, going on at the first of them', async () => {
    const { element } = await show('cordee-forum', { manyTopics: 50 });
    const rows = () => findAll(element, '[part~=topics] > li');
    expect(rows()).to.have.length(30);
    await click(element, 'Les sujets d’avant');
    expect(rows()).to.have.length.above(50);
    expect(focused()?.textContent).to.equal(rows()[30]?.querySelector('button')?.textContent);
    expect(hasButton(element, 'Les sujets d’avant')).to.equal(false);
    await expect(element).to.be.accessible();
  });

  it('[WD5] offers no new topic in a journey that has ended, and says why', async () => {
    const { element } = await show('cordee-forum', { takesWords: 'answers' });
    expect(hasButton(element, 'Ouvrir un sujet')).to.equal(false);
    expect(wordsOf(element)).to.contain(
      'Le parcours est terminé. Ce qui a été dit reste ; rien de nouveau ne commence ici.',
    );
    await expect(element).to.be.accessible();
  });

  it('[WD5] takes answers where something was asked, as long as a journey that has ended does', async () => {
    for (const [takesWords, topic, isTaken] of [
      ['answers', /Quelle question/, true],
      ['nothing', /Quelle question/, false],
      ['answers', /prévision mensuelle/, false],
    ] as const) {
      const { element } = await show('cordee-forum', { takesWords });
      await click(element, topic);
      expect(hasButton(element, 'Envoyer'), `${takesWords} ${topic}`).to.equal(isTaken);
      expect(wordsOf(element).includes('Le parcours est terminé')).to.equal(!isTaken);
      expect(findAll(element, '.reply').length > 0).to.equal(isTaken);
      element.remove();
    }
  });

  it('[WD8] tells apart whose names could be taken for each other, by the role', async () => {
    const { element } = await show('cordee-forum', { names: { hana: 'Маrс' } });
    const topics = findAll(element, '[part~=topics] > li').map(wordsOf);
    expect(topics.find((topic) => topic.includes('prévision mensuelle'))).to.contain('Маrс (compagnie)');
    await click(element, /prévision mensuelle/);
    expect(findAll(element, 'bdi').map(wordsOf)).to.include('Маrс (compagnie)');
    expect(wordsOf(element)).to.contain('Marc (coach)');
  });

  it('[WD7] names turn nothing around them, whatever they hold', async () => {
    const { element } = await show('cordee-forum', { names: { hana: 'Ha\u202Ena\u2069' } });
    expect(wordsOf(element)).to.contain('Avec Driss et \u2068Hana\u2069');
  });

  it('draws its states: waiting, empty, failed', async () => {
    const waiting = await show('cordee-forum', { reads: 'wait' });
    expect(findAll(waiting.element, '[part~=waiting]')).to.have.length(1);
    const empty = await show('cordee-forum', { isEmpty: true });
    expect(wordsOf(empty.element)).to.contain('Pas encore de sujet');
    const guest = await show('cordee-forum', { isEmpty: true, person: 'hana' });
    expect(wordsOf(guest.element)).to.contain('Dès qu’il s’en ouvre un');
    const errors = heard('cordee-error');
    const failed = await show('cordee-forum', { reads: 'fail' });
    expect(find(failed.element, '[part~=failed]').getAttribute('role')).to.equal('alert');
    expect(errors).to.have.length(1);
    failed.device.reads();
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
    const { server } = await show('cordee-topic', { attributes: { ...attributes, 'topic-id': 'm-9' }, withNews: true });
    expect(marksTaken(server)).to.deep.equal(['m-10', 'm-11']);
  });

  describe('when it is long', () => {
    const long = { ...attributes, 'topic-id': 'm-9' };
    const voicesIn = (element: Element) => findAll(element, '[part~=voices] > li').map(wordsOf);

    it('draws the newest voices, says how many are before them, and brings them by a press', async () => {
      const { element } = await show('cordee-topic', { attributes: long, manyVoices: { count: 800 } });
      expect(voicesIn(element)).to.have.length(30);
      expect(voicesIn(element).at(-1)).to.contain('Voix 800.');
      expect(wordsOf(element)).to.contain('avant celles-ci');
      await expect(element).to.be.accessible();
      await click(element, 'Les voix d’avant');
      expect(voicesIn(element)).to.have.length(60);
      expect(wordsOf(focused() as Element)).to.contain('Voix 741.');
      await expect(element).to.be.accessible();
    });

    it('begins at the first voice that is new to the reader, when that is not too far back, and stays there once it is read', async () => {
      const shown = await show('cordee-topic', { attributes: long, manyVoices: { count: 800, unread: 50 } });
      const { element } = shown;
      expect(voicesIn(element)).to.have.length(50);
      await readBy(shown, 'm-9', 'marc');
      await settled(element);
      expect(voicesIn(element)[0]).to.contain('Voix 751.');
    });

    it('tells the author that words are read only when they were drawn', async () => {
      const { element, server } = await show('cordee-topic', {
        attributes: long,
        manyVoices: { count: 800, unread: 800 },
      });
      const told = () => marksTaken(server);
      expect(told()).to.include('voice-799').and.not.include('voice-700');
      await click(element, 'Les voix d’avant');
      expect(told()).to.include('voice-700').and.not.include('voice-0');
    });

    it('adds what is written now at the end, and takes nothing away', async () => {
      const { element } = await show('cordee-topic', { attributes: long, manyVoices: { count: 800 } });
      await press(await type(find(element, '.own'), 'La huit cent unième.'), 'Enter', { ctrlKey: true });
      await settled(element);
      expect(voicesIn(element)).to.have.length(31);
      expect(voicesIn(element).at(-1)).to.contain('La huit cent unième.');
    });

    it('keeps the earlier replies to one voice behind a button of their own', async () => {
      const { element } = await show('cordee-topic', { attributes: long, manyTopics: 50 });
      const replies = () => findAll(find(element, '#voice-m-10'), '.replies > li');
      expect(replies()).to.have.length(30);
      button(find(element, '#voice-m-10'), 'Les voix d’avant').click();
      await settled(element);
      expect(replies()).to.have.length.above(49);
    });

    it('keeps nothing behind a button for a handful', async () => {
      const { element } = await show('cordee-topic', { attributes: long, manyVoices: { count: 34 } });
      expect(hasButton(element, 'Les voix d’avant')).to.equal(false);
    });
  });

  it('answers one voice, inside its readers, and gives the focus back', async () => {
    const { element, server } = await show('cordee-topic', { attributes });
    await click(element, 'Répondre à Geneviève');
    const composer = find(element, '.answering');
    expect(wordsOf(composer)).to.contain('Marc, Geneviève et Yann liront ceci');
    await press(await type(composer, 'Merci.'), 'Enter', { ctrlKey: true });
    await settled(element);
    expect(taken(server).find(([what]) => what === 'contribution')?.[1]).to.deep.include({
      audience: { kind: 'guides' },
    });
    expect(wordsOf(element)).to.contain('Merci.');
    expect(focused()?.getAttribute('aria-label')).to.equal('Répondre à Geneviève');
  });

  describe('an answer that is begun', () => {
    const begun = async (words: string) => {
      const shown = await show('cordee-topic', { attributes, person: 'ines' });
      await click(shown.element, 'Répondre à Hana');
      const composer = find(shown.element, '.answering');
      return { ...shown, composer, field: await type(composer, words) };
    };

    it('keeps its place, its text and the focus when the answered words are taken back', async () => {
      const shown = await begun('Merci, je');
      const { element, server, composer, field } = shown;
      const answered = composer.getAttribute('reply-to') ?? '';
      await withdraw(shown, answered);
      await settled(element);
      expect(wordsOf(find(element, `#voice-${answered}`))).to.contain('Retiré par son auteur');
      expect(find(element, '.answering')).to.equal(composer);
      expect([field.value, focused()]).to.deep.equal(['Merci, je', field]);
      await click(composer, 'Répondre');
      await settled(element);
      expect(taken(server).find(([what]) => what === 'contribution')?.[1]).to.deep.include({
        body: { text: 'Merci, je', lang: 'fr' },
      });
      expect(focused()?.id).to.equal(`voice-${answered}`);
    });

    it('keeps its place and text when the topic closes, and so does what is begun for the topic itself', async () => {
      const shown = await begun('Merci, je');
      const { element, composer, field } = shown;
      const own = await type(find(element, '.own'), 'Et encore');
      await closeTopic(shown, 'm-3');
      await settled(element);
      expect(wordsOf(element)).to.contain('Ce sujet est clos').and.not.contain('Répondre à Marc');
      expect([composer.isConnected, field.value, own.isConnected, own.value]).to.deep.equal([
        true,
        'Merci, je',
        true,
        'Et encore',
      ]);
    });

    it('gives its place back once it is left', async () => {
      const shown = await begun('');
      const { element, composer, field } = shown;
      await closeTopic(shown, 'm-3');
      await settled(element);
      await press(field, 'Escape');
      await settled(element);
      expect(composer.isConnected).to.equal(false);
      expect(findAll(element, '.own')).to.have.length(0);
    });

    it('stays in its topic: the next one that is opened has none, and neither has this one when it is opened again', async () => {
      const { element } = await begun('Merci, je');
      for (const topic of ['m-9', 'm-3']) {
        element.topicId = topic;
        await settled(element);
        expect(findAll(element, '[part~=voices] > li'), topic).to.have.length.above(0);
        expect(findAll(element, '.answering'), topic).to.have.length(0);
      }
      await click(element, 'Répondre à Hana');
      expect(
        find<HTMLTextAreaElement>(find(element, '.answering'), 'textarea').value,
        'what was typed waits in its place',
      ).to.equal('Merci, je');
    });
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
