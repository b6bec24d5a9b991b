import type { DraftView } from '../../src/index.js';
import type { CordeeComposer } from '../../components/composer/composer.js';
import { useClock } from '../../components/controllers/clock-controller.js';
import { taken, textsTaken } from '../support/scenario-acts.js';
import { type ScenarioBrowser, createBrowser } from '../support/scenario-cordee.js';
import {
  becomesTrue,
  choice,
  click,
  consoleLines,
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

const answering = { 'journey-id': 'ines-journey', purpose: 'contribution', 'topic-id': 'm-3' };
const night = Date.parse('2026-11-16T22:10:00Z');

const field = (root: Node): HTMLTextAreaElement => find<HTMLTextAreaElement>(root, 'textarea');
const status = (root: Node): string => find(root, '[part~=status]').textContent ?? '';
const texts = ({ drafts }: ScenarioBrowser): string[] => [...drafts.values()].map(({ text }) => text);

/** A page of the same person: another client on the same device. */
const page = async (browser: ScenarioBrowser, attributes: Record<string, string> = answering) =>
  show('cordee-composer', { attributes, browser });

describe('what is typed while something is stored', () => {
  it('stays: the field is free from the moment of the gesture on', async () => {
    const { element, server, device } = await show('cordee-composer', { attributes: answering });
    const stored = device.holdWrites();
    await press(await type(element, 'Le premier'), 'Enter', { ctrlKey: true });
    expect(field(element).value).to.equal('');
    await type(element, 'Le suivant');
    stored();
    await becomesTrue(() => status(element).includes('Gardé sur cet appareil'));
    expect(field(element).value).to.equal('Le suivant');
    expect(textsTaken(server)).to.deep.equal(['Le premier']);
  });

  it('goes too, once, when it is sent before the first is stored', async () => {
    const browser = await createBrowser('hana');
    const { element, server, device } = await show('cordee-composer', { attributes: answering, browser });
    const stored = device.holdWrites();
    await press(await type(element, 'Un'), 'Enter', { ctrlKey: true });
    await press(field(element), 'Enter', { ctrlKey: true });
    await press(await type(element, 'Deux'), 'Enter', { ctrlKey: true });
    stored();
    await becomesTrue(() => taken(server).length === 2);
    await becomesTrue(() => browser.drafts.size === 0);
    expect(textsTaken(server)).to.deep.equal(['Un', 'Deux']);
    expect(field(element).value).to.equal('');
  });

  it('follows what could not be stored, which is in the field again', async () => {
    const { element, device } = await show('cordee-composer', { attributes: answering });
    const stored = device.holdWrites();
    await press(await type(element, 'Le premier'), 'Enter', { ctrlKey: true });
    await type(element, 'Le suivant');
    device.failWrites('CORDEE_STORAGE_FULL');
    stored();
    await becomesTrue(() => status(element).includes('Cet appareil est plein'));
    expect(field(element).value).to.equal('Le premier\n\nLe suivant');
    expect(consoleLines()).to.have.length(1);
  });

  it('is on the disk until what was sent is stored', async () => {
    const browser = await createBrowser('hana');
    const { element, device } = await show('cordee-composer', { attributes: answering, browser });
    await type(element, 'Le premier');
    await becomesTrue(() => browser.drafts.size === 1);
    const stored = device.holdWrites();
    await press(field(element), 'Enter', { ctrlKey: true });
    dispatchEvent(new PageTransitionEvent('pagehide'));
    expect(texts(browser)).to.deep.equal(['Le premier']);
    stored();
    await becomesTrue(() => browser.drafts.size === 0);
  });

  it('is sent with the letter that was being put together, as Korean and Japanese are written', async () => {
    const { element, server } = await show('cordee-composer', { attributes: answering });
    const area = await type(element, '고마');
    area.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    await press(area, 'Enter', { ctrlKey: true, isComposing: true });
    expect(taken(server)).to.have.length(0);
    area.value = '고마워';
    area.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '워' }));
    area.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await becomesTrue(() => taken(server).length === 1);
    await settled(element);
    expect(taken(server)[0]?.[1]).to.have.nested.property('body.text', '고마워');
    expect(field(element).value).to.equal('');
  });
});

describe('Ctrl and Enter in Safari, which ends a letter first and then tells of the key as if it were still put together', () => {
  const afterTheLetter = { ctrlKey: true, isComposing: false, keyCode: 229 };

  it('send at once: the letter is in the field', async () => {
    const { element, server } = await show('cordee-composer', { attributes: answering });
    const area = await type(element, '고마');
    area.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    await type(element, '고마워');
    area.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '워' }));
    await press(area, 'Enter', afterTheLetter);
    await becomesTrue(() => taken(server).length === 1);
    expect(taken(server)[0]?.[1]).to.have.nested.property('body.text', '고마워');
  });

  it('send once, when the key was told of before the letter ended too', async () => {
    const { element, server } = await show('cordee-composer', { attributes: answering });
    const area = await type(element, '고마워');
    area.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    await press(area, 'Enter', { ctrlKey: true, isComposing: true });
    await press(area, 'Enter', { ctrlKey: true, isComposing: true });
    expect(taken(server)).to.have.length(0);
    area.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '워' }));
    await press(area, 'Enter', afterTheLetter);
    await becomesTrue(() => taken(server).length === 1);
    // Whatever was asked of the page before this was asked has been done.
    await press(await type(element, 'Et encore'), 'Enter', { ctrlKey: true });
    await becomesTrue(() => taken(server).length > 1);
    expect(textsTaken(server)).to.deep.equal(['고마워', 'Et encore']);
  });

  it('confirm the letter and no more where Enter comes without Ctrl', async () => {
    const { element, server } = await show('cordee-composer', { attributes: answering });
    const area = await type(element, '고마워');
    await press(area, 'Enter', { keyCode: 229 });
    await press(area, 'Enter', { isComposing: true });
    await settled(element);
    expect(taken(server)).to.have.length(0);
    expect(area.value).to.equal('고마워');
  });
});

describe('what waits for the morning of its reader', () => {
  it('is kept apart from what waits for the same morning already', async () => {
    useClock(() => night);
    const browser = await createBrowser('hana');
    const { element } = await page(browser);
    for (const text of ['Un', 'Deux']) {
      await type(element, text);
      await click(element, /^Envoyer mardi/);
      await becomesTrue(() => status(element).includes('Gardé sur cet appareil'));
    }
    expect(texts(browser)).to.deep.equal(['Un', 'Deux']);
  });

  it('is posted too when an older version kept it', async () => {
    const at = '2026-11-16T09:00:00.000Z';
    const place = `later/${at}/contribution/m-3////`;
    const later = { at, to: { purpose: 'contribution', topic: 'm-3', kind: 'answer', lang: 'fr' } };
    const browser = await createBrowser('hana');
    const begun: DraftView[] = [{ text: 'D’avant', place, at: '2026-11-15T22:00:00Z', later }];
    const { server } = await show('cordee-scheduled', { begun, browser });
    await becomesTrue(() => taken(server).length === 1 && browser.drafts.size === 0);
    expect(taken(server)[0]?.[1]).to.have.nested.property('body.text', 'D’avant');
  });
});

describe('two pages at one topic', () => {
  it('write one draft, whichever is typed in', async () => {
    const browser = await createBrowser('hana');
    const [here, there] = [await page(browser), await page(browser)];
    await type(here.element, 'Commencé ici');
    await becomesTrue(() => field(there.element).value === 'Commencé ici');
    await type(there.element, 'Commencé ici, fini là');
    await becomesTrue(() => field(here.element).value === 'Commencé ici, fini là');
    expect(texts(browser)).to.deep.equal(['Commencé ici, fini là']);
  });

  it('post it once: what one has posted leaves the other', async () => {
    const browser = await createBrowser('hana');
    const [here, there] = [await page(browser), await page(browser)];
    await type(here.element, 'Une seule fois');
    await becomesTrue(() => field(there.element).value === 'Une seule fois');
    await click(here.element, 'Envoyer');
    await becomesTrue(() => field(there.element).value === '');
    await click(there.element, 'Envoyer');
    await settled(there.element);
    expect(textsTaken(there.server)).to.deep.equal(['Une seule fois']);
    expect(status(there.element)).to.contain('Écrivez d’abord');
  });

  it('lose nothing when both are typed in at the same moment', async () => {
    const browser = await createBrowser('hana');
    const [here, there] = [await page(browser), await page(browser)];
    await type(here.element, 'Ceci');
    await type(there.element, 'Cela');
    await becomesTrue(() => texts(browser).some((text) => text.includes('Ceci') && text.includes('Cela')));
    await becomesTrue(() => field(here.element).value === field(there.element).value);
    expect(field(here.element).value).to.contain('Ceci').and.contain('Cela');
  });

  it('follow each other back to words that one had typed twice', async () => {
    const browser = await createBrowser('hana');
    const [here, there] = [await page(browser), await page(browser)];
    const both = (text: string) =>
      becomesTrue(
        () => [here, there].every(({ element }) => field(element).value === text) && texts(browser).includes(text),
      );
    await type(here.element, 'Un');
    await both('Un');
    // Another word, taken back before it is on the disk: what is kept is what is there already.
    await type(here.element, 'Un deux');
    await type(here.element, 'Un');
    dispatchEvent(new PageTransitionEvent('pagehide'));
    await type(there.element, 'Trois');
    await both('Trois');
    await type(there.element, 'Un');
    await both('Un');
  });

  it('delete only what they posted', async () => {
    const browser = await createBrowser('hana');
    const [here, there] = [await page(browser), await page(browser)];
    await type(here.element, 'Posté ici');
    await becomesTrue(() => browser.drafts.size === 1);
    const stored = here.device.holdWrites();
    await press(field(here.element), 'Enter', { ctrlKey: true });
    await type(there.element, 'Écrit là entre-temps');
    await becomesTrue(() => texts(browser).includes('Écrit là entre-temps'));
    stored();
    await becomesTrue(() => taken(here.server).length === 1);
    await settled(here.element);
    expect(texts(browser)).to.deep.equal(['Écrit là entre-temps']);
    expect(field(there.element).value).to.equal('Écrit là entre-temps');
  });
});

describe('a page that is left and shown again', () => {
  it('tells the words that another page wrote meanwhile as found there, where it had only a choice without words', async () => {
    const browser = await createBrowser('hana');
    const here = await page(browser);
    choice(here.element, 'suggestion').click();
    await settled(here.element);
    here.element.remove();
    const there = await page(browser);
    await type(there.element, 'Écrit là entre-temps');
    await becomesTrue(() => texts(browser).includes('Écrit là entre-temps'));
    here.provider.append(here.element);
    await becomesTrue(() => field(here.element).value === 'Écrit là entre-temps');
    expect(wordsOf(here.element)).to.match(/Ce que vous aviez commencé .* est de retour/);
  });
});

describe('two pages at one form', () => {
  /** A page of the same person with the form for a plan open. */
  const planning = async (browser: ScenarioBrowser) => {
    const shown = await show('cordee-plans', { browser });
    await becomesTrue(() => hasButton(shown.element, 'Faire un plan'));
    await click(shown.element, 'Faire un plan');
    return shown;
  };
  const rating = async (browser: ScenarioBrowser) => {
    const { element } = await show('cordee-goals', { browser });
    const goal = find(element, 'cordee-goal');
    await click(goal, /^Où est-ce que j’en suis/);
    return goal;
  };
  const level = (root: Node, value: string): HTMLInputElement =>
    find<HTMLInputElement>(root, `[name=level][value="${value}"]`);

  it('write one draft, whichever is typed in', async () => {
    const browser = await createBrowser();
    const [here, there] = [await planning(browser), await planning(browser)];
    await type(here.element, 'Si l’on m’interrompt');
    await becomesTrue(() => field(there.element).value === 'Si l’on m’interrompt');
    await type(there.element, 'Si l’on m’interrompt encore');
    await becomesTrue(() => field(here.element).value === 'Si l’on m’interrompt encore');
    expect(texts(browser)).to.deep.equal(['Si l’on m’interrompt encore']);
  });

  it('lose nothing when both are typed in at the same moment', async () => {
    const browser = await createBrowser();
    const [here, there] = [await planning(browser), await planning(browser)];
    await type(here.element, 'Ceci');
    await type(there.element, 'Cela');
    await becomesTrue(() => field(here.element).value === field(there.element).value);
    await becomesTrue(() => texts(browser).some((text) => text.includes('Ceci') && text.includes('Cela')));
    expect(field(here.element).value).to.contain('Ceci').and.contain('Cela');
  });

  it('leave the other page nothing of what one has stored', async () => {
    const browser = await createBrowser();
    const [here, there] = [await planning(browser), await planning(browser)];
    const then = find<HTMLTextAreaElement>(here.element, '[name=then]');
    await type(here.element, 'Si l’on m’interrompt');
    then.value = 'je finis ma phrase';
    then.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await becomesTrue(() => find<HTMLTextAreaElement>(there.element, '[name=then]').value === 'je finis ma phrase');
    await click(here.element, 'C’est mon plan');
    await becomesTrue(() => field(there.element).value === '' && browser.drafts.size === 0);
    expect(taken(here.server)).to.have.length(1);
  });

  it('have one choice, the last, and never two joined', async () => {
    const browser = await createBrowser();
    const [here, there] = [await rating(browser), await rating(browser)];
    level(here, '1').click();
    await becomesTrue(() => level(there, '1').checked);
    level(here, '2').click();
    level(there, '0').click();
    await becomesTrue(() => level(here, '0').checked === level(there, '0').checked && texts(browser).length === 1);
    await becomesTrue(
      () => ['0', '2'].includes(texts(browser)[0] ?? '') && level(here, texts(browser)[0] ?? '').checked,
    );
  });

  it('find again what was typed when the disk took none of it', async () => {
    const { element, device } = await planning(await createBrowser());
    device.failWrites('CORDEE_STORAGE_FULL');
    await type(element, 'Gardé ici');
    await press(field(element), 'Escape');
    await click(element, 'Faire un plan');
    expect(field(element).value).to.equal('Gardé ici');
  });
});

describe('the limits of what is written', () => {
  const long = 'Tu es trop contrôlante. '.repeat(113).slice(0, 2_704).padEnd(2_704, '.');

  it('a text that is told as a moment is all there, and what is too much of it is said', async () => {
    const browser = await createBrowser('hana');
    const { element, server } = await page(browser);
    await type(element, long);
    await becomesTrue(() => wordsOf(element).includes('Raconter le moment'));
    await click(element, 'Raconter le moment');
    const saw = find<HTMLTextAreaElement>(element, '#saw');
    expect(saw.value).to.equal(long);
    expect(wordsOf(element)).to.contain('704 caractères de trop');
    expect(saw.getAttribute('aria-describedby')).to.contain('saw-limit');
    await expect(element).to.be.accessible();
    await becomesTrue(() => [...browser.drafts.values()].some(({ form }) => form?.saw === long));
    await click(element, 'Envoyer');
    expect(taken(server)).to.deep.equal([]);
    expect(status(element)).to.match(/trop long de 704 caractères.*2\s000.*Rien n’a été coupé/);
    expect(focused()).to.equal(saw);
  });

  it('are said shortly before they are reached, and no earlier', async () => {
    const { element } = await page(await createBrowser('hana'));
    await type(element, 'x'.repeat(19_000));
    expect(wordsOf(element)).to.not.contain('caractère');
    await type(element, 'x'.repeat(19_999));
    expect(wordsOf(element)).to.contain('Encore 1 caractère').and.not.contain('caractères');
    await type(element, 'x'.repeat(20_003));
    await click(element, 'Envoyer');
    expect(status(element)).to.contain('trop long de 3 caractères');
  });

  it('no field cuts what is put into it', async () => {
    for (const tag of ['cordee-composer', 'cordee-goal-form', 'cordee-invite'] as const) {
      const { element } = await show(tag, tag === 'cordee-composer' ? { attributes: answering } : {});
      if (tag === 'cordee-invite') await click(element, 'Convier quelqu’un');
      await becomesTrue(() => findAll(element, 'textarea').length > 0);
      for (const one of findAll(element, 'textarea, input') as CordeeComposer[])
        expect(one.hasAttribute('maxlength'), one.outerHTML).to.equal(false);
    }
  });
});
