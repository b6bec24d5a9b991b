import { taken } from '../support/scenario-acts.js';
import { createBrowser } from '../support/scenario-cordee.js';
import {
  becomesTrue,
  button,
  consoleLines,
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
  type,
  wordsOf,
} from './support.js';

const goalOf = (root: Node, title: string): Element => {
  const found = findAll(root, 'cordee-goal').find((goal) => wordsOf(goal).startsWith(title));
  if (!found) throw new Error(`No goal "${title}"`);
  return found;
};
const delegate = 'Confier un travail et ne pas le reprendre';

async function write(root: Node, name: string, text: string): Promise<void> {
  const field = find<HTMLInputElement>(root, `[name="${name}"]`);
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await settled(root);
}

describe('<cordee-goals>', () => {
  it('is accessible, reading, writing and rating', async () => {
    const { element } = await show('cordee-goals');
    await becomesTrue(() => findAll(element, 'svg').length === 3);
    await expect(element).to.be.accessible();
    await click(element, 'Où est-ce que j’en suis ?');
    await click(element, 'Poser un objectif');
    await expect(element).to.be.accessible();
  });

  it('says what each of them sees, apart, and draws it with a sentence that says the same', async () => {
    const { element } = await show('cordee-goals');
    const goal = goalOf(element, delegate);
    expect(wordsOf(goal)).to.contain(
      'Vous, il y a 2 h en deçà Je confie la tâche et je la reprends à la première inquiétude. Un niveau gagné depuis le départ',
    );
    expect(wordsOf(goal)).to.contain('Marc, il y a 2 h comme espéré');
    expect(find(goal, '[role=img]').getAttribute('aria-label')?.replaceAll(/\s/g, ' ')).to.equal(
      `Dessin : ${delegate}. Vous : de « encore loin » à « en deçà ». Marc : de « encore loin » à « comme espéré ».`,
    );
  });

  it('draws a higher level higher, and a hand’s last line to today', async () => {
    const { element } = await show('cordee-goals');
    await becomesTrue(() => findAll(element, 'svg').length === 3);
    const discs = findAll(goalOf(element, delegate), '.self circle').map((disc) => Number(disc.getAttribute('cy')));
    expect(discs).to.have.length(3);
    expect(discs[2]).to.be.lessThan(discs[0] ?? 0);
  });

  it('takes a rating with what shows it, says so, and takes it back', async () => {
    const { element, server } = await show('cordee-goals');
    const goal = goalOf(element, delegate);
    await click(goal, 'Où est-ce que j’en suis ?');
    expect(focused()?.getAttribute('type')).to.equal('radio');
    await click(goal, 'C’est là que je le vois');
    expect(wordsOf(goal)).to.contain('Choisissez d’abord le niveau');
    expect(taken(server)).to.have.length(0);
    choice(goal, 'comme espéré').click();
    await type(goal, 'Laia a choisi la date elle-même.');
    await click(goal, 'C’est là que je le vois');
    await becomesTrue(() => wordsOf(goal).includes('C’est noté.'));
    await settled(goal);
    expect(taken(server).at(-1)?.[0]).to.equal('goalRating');
    expect(taken(server).at(-1)?.[1]).to.include({
      goal: 'delegate',
      level: 0,
      moment: 'Laia a choisi la date elle-même.',
    });
    expect(wordsOf(goal))
      .to.contain('2 niveaux gagnés depuis le départ')
      .and.contain('Laia a choisi la date elle-même.');
    expect(focused()?.textContent).to.contain('Où est-ce que j’en suis');
    await click(goal, 'Annuler');
    await becomesTrue(() => wordsOf(goal).includes('C’est repris.'));
    expect(wordsOf(goal)).to.contain('Un niveau gagné depuis le départ');
  });

  it('is left by Escape, back to where one was', async () => {
    const { element } = await show('cordee-goals');
    const goal = goalOf(element, delegate);
    await click(goal, 'Où est-ce que j’en suis ?');
    await press(find(goal, 'textarea'), 'Escape');
    await settled(goal);
    expect(focused()?.textContent).to.contain('Où est-ce que j’en suis');
  });

  it('lets a coach say what they see of the person, and a mentor read only', async () => {
    const coach = await show('cordee-goals', { person: 'marc' });
    expect(wordsOf(coach.element)).to.contain('Ce que vise Inès');
    expect(hasButton(coach.element, 'Où est-ce que je vois Inès ?')).to.equal(true);
    expect(hasButton(coach.element, 'Retirer')).to.equal(false);
    const mentor = await show('cordee-goals', { person: 'genevieve' });
    expect(findAll(mentor.element, 'button')).to.have.length(0);
    expect(wordsOf(mentor.element)).to.not.contain('Tous les objectifs ensemble');
  });

  it('when there is none says what to do, and begins from what the path proposes', async () => {
    const { element } = await show('cordee-goals', { isEmpty: true });
    expect(wordsOf(element)).to.contain('Pas encore d’objectif. Commencez par un seul');
    await click(element, `Partir de « ${delegate} »`);
    await settled(element);
    expect(find<HTMLInputElement>(element, '[name=title]').value).to.equal(delegate);
    await becomesTrue(() => focused()?.getAttribute('name') === 'title');
  });

  it('asks for the word that is missing, keeps what is typed, and stores the goal in the person’s words', async () => {
    const { element, server } = await show('cordee-goals');
    const saved = heard('cordee-goal-saved');
    await click(element, 'Poser un objectif');
    const form = find(element, 'cordee-goal-form');
    await settled(form);
    await write(form, 'title', 'Dire non sans me justifier');
    await click(form, 'Poser cet objectif');
    expect(wordsOf(form)).to.contain('Reste à écrire : Encore loin.');
    await becomesTrue(() => focused()?.getAttribute('name') === 'level-2');
    await click(form, 'Annuler');
    expect(focused()?.textContent).to.contain('Poser un objectif');
    await click(element, 'Poser un objectif');
    await settled(element);
    const again = find(element, 'cordee-goal-form');
    expect(find<HTMLInputElement>(again, '[name=title]').value).to.equal('Dire non sans me justifier');
    for (const level of [-2, -1, 0, 1, 2]) await write(again, `level${level}`, `niveau ${level}`);
    choice(again, 'raide').click();
    await click(again, 'Poser cet objectif');
    await becomesTrue(() => saved.length === 1);
    await settled(element);
    expect(taken(server).at(-1)?.[1]).to.deep.include({
      title: 'Dire non sans me justifier',
      difficulty: 3,
      importance: 2,
      baseline: -1,
      audience: { kind: 'guides' },
    });
    expect(wordsOf(element)).to.contain('Votre objectif est posé.').and.contain('Dire non sans me justifier');
  });

  it('finds what was typed again when the page has been left, and forgets it once it is stored', async () => {
    const browser = await createBrowser();
    const first = await show('cordee-goals', { browser });
    await click(first.element, 'Poser un objectif');
    await write(find(first.element, 'cordee-goal-form'), 'title', 'Écouter jusqu’au bout');
    dispatchEvent(new Event('pagehide'));
    await becomesTrue(() => [...browser.drafts.values()].some(({ text }) => text === 'Écouter jusqu’au bout'));
    const later = await show('cordee-goals', { browser });
    await click(later.element, 'Poser un objectif');
    const form = find(later.element, 'cordee-goal-form');
    await becomesTrue(() => find<HTMLInputElement>(form, '#title').value === 'Écouter jusqu’au bout');
    for (const level of ['2', '1', '0', '-1', '-2']) await write(form, `level${level}`, `Niveau ${level}`);
    await click(form, 'Poser cet objectif');
    await becomesTrue(() => browser.drafts.size === 0);
  });

  it('finds a level that was chosen and its moment again when the page has been left, and forgets both once they are said', async () => {
    const browser = await createBrowser();
    const first = await show('cordee-goals', { browser });
    await click(find(first.element, 'cordee-goal'), /^Où est-ce que j’en suis/);
    find<HTMLInputElement>(first.element, '[name=level][value="1"]').click();
    await write(find(first.element, 'cordee-goal'), 'moment', 'Lundi, je n’ai rien relu.');
    dispatchEvent(new Event('pagehide'));
    await becomesTrue(() => browser.drafts.size === 2);
    const later = await show('cordee-goals', { browser });
    const goal = find(later.element, 'cordee-goal');
    await click(goal, /^Où est-ce que j’en suis/);
    await becomesTrue(
      () =>
        find<HTMLInputElement>(goal, '[name=level][value="1"]').checked &&
        find<HTMLTextAreaElement>(goal, '#moment').value === 'Lundi, je n’ai rien relu.',
    );
    await click(goal, 'C’est là que je le vois');
    await settled(goal);
    expect(taken(later.server).at(-1)?.[1]).to.deep.include({ level: 1, moment: 'Lundi, je n’ai rien relu.' });
    await becomesTrue(() => browser.drafts.size === 0);
  });

  it('when a write fails keeps the words and says why', async () => {
    const { element, device } = await show('cordee-goals');
    device.failWrites('CORDEE_STORAGE_FULL');
    const errors = heard('cordee-error');
    const goal = goalOf(element, delegate);
    await click(goal, 'Où est-ce que j’en suis ?');
    choice(goal, 'au-delà').click();
    await type(goal, 'Gardé');
    await click(goal, 'C’est là que je le vois');
    await becomesTrue(() => wordsOf(goal).includes('Cet appareil est plein'));
    expect(find<HTMLTextAreaElement>(goal, 'textarea').value).to.equal('Gardé');
    expect(errors).to.have.length(1);
    expect(consoleLines()).to.have.length(1);
  });

  it('removes a goal only after it was asked, with the harmless answer first', async () => {
    const { element, server } = await show('cordee-goals');
    const goal = goalOf(element, delegate);
    await click(goal, 'Retirer');
    expect(focused()?.textContent).to.contain('Non, garder');
    expect(taken(server)).to.have.length(0);
    findAll(goal, 'button')
      .filter((one) => one.textContent === 'Retirer')
      .at(-1)
      ?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    await becomesTrue(() => findAll(element, 'cordee-goal').length === 2);
    expect(server.read('ines-journey').filter(({ type: what }) => what === 'goal')).to.have.length(2);
  });

  it('waits, and shows what failed with a way to try again', async () => {
    const waiting = await show('cordee-goals', { reads: 'wait' });
    expect(find(waiting.element, '[part~=waiting]').getAttribute('role')).to.equal('status');
    const failed = await show('cordee-goals', { reads: 'fail' });
    expect(button(failed.element, 'Réessayer')).to.be.an.instanceOf(HTMLButtonElement);
    expect(consoleLines().length).to.be.greaterThan(0);
  });

  it('says what is on this device only until it is sent', async () => {
    const { element } = await show('cordee-goals', { isOffline: true });
    const goal = goalOf(element, delegate);
    await click(goal, 'Où est-ce que j’en suis ?');
    choice(goal, 'comme espéré').click();
    await click(goal, 'C’est là que je le vois');
    await becomesTrue(() => wordsOf(goal).includes('sur cet appareil'));
  });
});
