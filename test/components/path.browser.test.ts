import { StorageError } from '../../src/errors.js';
import type { Database, DatabaseReader } from '../../src/store/database.js';
import { taken } from '../support/scenario-acts.js';
import { createBrowser, journeyId } from '../support/scenario-cordee.js';
import {
  button,
  click,
  consoleLines,
  expect,
  find,
  findAll,
  focused,
  heard,
  openCordee,
  press,
  settled,
  show,
  type,
  wordsOf,
} from './support.js';

/** The same disk, which gives nothing of the journey any more but what first screens show. */
function withoutRecords(database: Database): Database {
  const readable = (tx: DatabaseReader): DatabaseReader => ({
    ...tx,
    values(table, prefix, after) {
      if (prefix[0] === journeyId && (table === 'pages' || table === 'log'))
        throw new StorageError('CORDEE_STORAGE_FAILED', 'It cannot be read.');
      return tx.values(table, prefix, after);
    },
  });
  return { ...database, read: (tables, body) => database.read(tables, (tx) => body(readable(tx))) };
}

describe('<cordee-journey-path>', () => {
  it('is accessible, with a step open too', async () => {
    const { element } = await show('cordee-journey-path');
    await expect(element).to.be.accessible();
    await click(element, 'Ouvrir cette étape');
    await expect(element).to.be.accessible();
  });

  it('says the next thing in one sentence on top', async () => {
    const { element } = await show('cordee-journey-path');
    expect(wordsOf(find(element, '[part~=next]'))).to.contain('Le dire tant que c’est petit. 25 minutes suffisent.');
  });

  it('says the same about the climb to who cannot see it', async () => {
    const { element } = await show('cordee-journey-path');
    const route = find<SVGElement>(element, '[part~=route]');
    expect(route.getAttribute('role')).to.equal('img');
    expect(route.getAttribute('aria-label')).to.contain('7 étapes faites sur 15');
  });

  it('folds a stage that is over and shows it again on demand', async () => {
    const { element } = await show('cordee-journey-path');
    expect(wordsOf(element)).to.contain('4 étapes, toutes faites').and.not.contain('Poser le cadre ensemble');
    await click(element, 'Les montrer');
    expect(wordsOf(element)).to.contain('Poser le cadre ensemble');
    expect(button(element, 'Replier').getAttribute('aria-expanded')).to.equal('true');
  });

  it('hangs company events on the same line, by date', async () => {
    const { element } = await show('cordee-journey-path');
    const rows = findAll(element, '[part~=step], [part~=event]').map(wordsOf);
    const event = rows.findIndex((row) => row.startsWith('Programme de formation'));
    expect(rows[event - 1]).to.contain('La vire à mi-pente');
    expect(rows[event + 1]).to.contain('La conversation que vous repoussez');
  });

  describe('as one line of time', () => {
    const rows = (element: Element) =>
      findAll(element, '[part~=step], [part~=event], [part~=moment], [part~=today]').map(wordsOf);
    const indexOf = (element: Element, start: string) => rows(element).findIndex((row) => row.includes(start));

    it('puts what was said between the steps, the events and today, by day', async () => {
      const { element } = await show('cordee-journey-path');
      const order = [
        'Demain à neuf heures',
        'Le dire tant que c’est petit',
        'Laia, mardi',
        'Aujourd’hui 16 novembre',
        'La vire à mi-pente',
        'Programme de formation',
      ].map((start) => indexOf(element, start));
      expect(order).to.deep.equal(order.toSorted((a, b) => a - b));
      expect(order).to.not.include(-1);
    });

    it('folds what was said longer ago, and shows it on demand, going on at its first', async () => {
      const { element } = await show('cordee-journey-path');
      const before = rows(element).length;
      await click(element, /moments plus anciens/);
      expect(rows(element)).to.have.length.above(before);
      expect(focused()?.part.contains('moment')).to.equal(true);
      await expect(element).to.be.accessible();
    });

    it('shows what was said in an earlier stage when that is unfolded, and not before', async () => {
      const { element } = await show('cordee-journey-path');
      const earlier = () => findAll(find(element, '[part~=phase]'), '[part~=moment]');
      expect(earlier()).to.have.length(0);
      await click(element, 'Les montrer');
      expect(earlier()).to.have.length.above(0);
    });

    it('leads from the words to their topic, their challenge and their step', async () => {
      const topics = heard('cordee-topic-open');
      const challenges = heard('cordee-challenge-open');
      const { element } = await show('cordee-journey-path');
      await click(element, /moments plus anciens/);
      await click(element, /Demain à neuf heures/);
      expect(challenges).to.have.length(1);
      await click(element, /ouvre un sujet/);
      expect(topics).to.have.length(1);
      await click(element, /Laia, mardi/);
      expect(findAll(element, 'cordee-step')).to.have.length(1);
    });

    it('leads from a company event to where it is prepared and harvested', async () => {
      const asked = heard('cordee-place-open');
      const { element } = await show('cordee-journey-path');
      await click(element, /^Programme de formation/);
      expect(asked[0]).to.include({ place: 'events', journeyId: 'ines-journey' });
    });

    it('is there without what was said when that cannot be looked up, and says so', async () => {
      const browser = await createBrowser();
      const before = await openCordee({ browser });
      // What a first screen shows is kept apart once nothing has happened for a while.
      await browser.env.advance(60_000);
      await before.client.close();
      const database = withoutRecords(browser.database);
      const { element } = await show('cordee-journey-path', { browser: { ...browser, database }, isOnline: false });
      expect(wordsOf(element))
        .to.contain('La vire à mi-pente')
        .and.contain('Réessayer')
        .and.not.contain('Demain à neuf heures');
      expect(consoleLines()).to.have.length(1);
    });
  });

  it('opens one step in place and closes it with Escape, focus on its row', async () => {
    const { element } = await show('cordee-journey-path');
    await click(element, 'Ouvrir cette étape');
    expect(focused()?.id).to.equal('step-while-small');
    expect(findAll(element, 'cordee-step')).to.have.length(1);
    await press(find(element, 'cordee-step'), 'Escape');
    await settled(element);
    expect(findAll(element, 'cordee-step')).to.have.length(0);
    expect(focused()?.id).to.equal('step-while-small');
  });

  it('leaves opening to a page that cancels it', async () => {
    const asked = heard('cordee-step-open', (event) => event.preventDefault());
    const { element } = await show('cordee-journey-path');
    await click(element, 'Ouvrir cette étape');
    expect(asked[0]).to.include({ stepId: 'while-small', journeyId: 'ines-journey' });
    expect(findAll(element, 'cordee-step')).to.have.length(0);
  });

  it('says when there is no path yet', async () => {
    const { element } = await show('cordee-journey-path', { isEmpty: true });
    expect(wordsOf(element)).to.contain('Le chemin n’est pas encore tracé');
  });

  it('takes its headings from the level that the page gives', async () => {
    const { element } = await show('cordee-journey-path', {
      attributes: { 'journey-id': 'ines-journey', 'heading-level': '4' },
    });
    expect(findAll(element, 'h4')).to.have.length(1);
    expect(findAll(element, 'h5')).to.have.length(4);
  });
});

describe('<cordee-step>', () => {
  const attributes = { 'journey-id': 'ines-journey', 'step-id': 'while-small' };

  it('is accessible', async () => {
    const { element } = await show('cordee-step', { attributes });
    await expect(element).to.be.accessible();
  });

  it('says why, what to do, when it is done, and what was chosen for the person', async () => {
    const { element } = await show('cordee-step', { attributes });
    const words = wordsOf(element);
    for (const part of [
      'Ce qui est nommé tôt',
      'Deux fois cette semaine',
      'Deux phrases dites à voix haute',
      'Commencer par quatre phrases',
    ])
      expect(words).to.contain(part);
    expect(words).to.not.contain('Laissez les compagnons réagir');
  });

  it('shows the guide’s own note to the coach, and no way to move the step', async () => {
    const { element } = await show('cordee-step', { attributes, person: 'marc' });
    expect(wordsOf(element)).to.contain('Laissez les compagnons réagir').and.not.contain('C’est fait Rouvrir');
    expect(findAll(element, '.moves')).to.have.length(0);
  });

  it('keeps an answer to the audience that the template proposes', async () => {
    const { element, server } = await show('cordee-step', { attributes });
    await click(element, 'Répondre');
    expect(focused()?.localName).to.equal('textarea');
    expect(wordsOf(element)).to.contain('Marc, Geneviève et Yann liront ceci');
    await type(element, 'Pau, mardi, tu as écouté.');
    await click(element, 'Garder cette réponse');
    await settled(element);
    expect(taken(server)[0]?.[0]).to.equal('answer');
    expect(wordsOf(element)).to.contain('Pau, mardi, tu as écouté.').and.contain('envoyé');
  });

  it('is finished by its owner, and says so to the page', async () => {
    const moved = heard('cordee-step-moved');
    const { element, server } = await show('cordee-step', { attributes });
    const mover = button(element, 'C’est fait');
    await click(element, 'C’est fait');
    await settled(element);
    const [what, given] = taken(server)[0] ?? [];
    expect(what).to.equal('stepRun');
    expect(given).to.include({ step: 'while-small', state: 'done' });
    expect(moved[0]).to.include({ stepId: 'while-small', to: 'done' });
    expect(focused()?.textContent).to.equal('Rouvrir');
    // The news of the move comes after the press: only the same button keeps the focus.
    expect(focused() === mover, 'the same button').to.equal(true);
  });
});
