import { useClock } from '../../components/controllers/clock-controller.js';
import { readBy, taken } from '../support/scenario-acts.js';
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
  heard,
  press,
  settled,
  show,
  type,
  waitUntil,
  wordsOf,
} from './support.js';

const challenge = { 'journey-id': 'ines-journey', purpose: 'challenge' };
const answering = { 'journey-id': 'ines-journey', purpose: 'contribution', 'topic-id': 'm-3' };

describe('<cordee-composer>', () => {
  it('is accessible', async () => {
    const { element } = await show('cordee-composer', {
      attributes: { ...answering, label: 'Que diriez-vous ?', hint: 'Une phrase suffit.', closable: '' },
    });
    await expect(element).to.be.accessible();
  });

  it('names who will read before anything is posted', async () => {
    const { element } = await show('cordee-composer', { attributes: challenge });
    expect(wordsOf(element)).to.contain('Marc lira ceci');
  });

  it('posts to where it is told, with the audience and kind that were chosen, and is then empty', async () => {
    const { element, server } = await show('cordee-composer', { attributes: answering });
    const field = await type(element, ' Merci à vous. ');
    choice(element, 'essayé').click();
    await click(element, 'Changer');
    choice(element, 'Les guides').click();
    await settled(element);
    const posted = heard('cordee-posted');
    await click(element, 'Envoyer');
    expect(taken(server).map(([what]) => what)).to.deep.equal(['contribution']);
    expect(taken(server)[0]?.[1]).to.deep.include({
      audience: { kind: 'guides' },
      body: { text: 'Merci à vous.', lang: 'fr' },
    });
    expect(field.value).to.equal('');
    expect(posted[0]).to.include({ purpose: 'contribution', journeyId: 'ines-journey' });
    expect(find(element, '[part~=status]').textContent).to.contain('Gardé sur cet appareil');
  });

  it('posts with Ctrl and Enter, and with Command and Enter', async () => {
    const { element, server } = await show('cordee-composer', { attributes: challenge });
    await press(await type(element, 'Un'), 'Enter', { ctrlKey: true });
    await settled(element);
    await press(await type(element, 'Deux'), 'Enter', { metaKey: true });
    await waitUntil(() => taken(server).length === 2);
  });

  it('does not post on Enter alone', async () => {
    const { element, server } = await show('cordee-composer', { attributes: challenge });
    await press(await type(element, 'Une ligne'), 'Enter');
    expect(taken(server)).to.have.length(0);
  });

  it('sends nothing that the page holds back: the text stays and the focus does not move', async () => {
    const { element, server } = await show('cordee-composer', { attributes: challenge });
    const field = await type(element, 'À garder');
    const asked = heard('cordee-before-post', (event) => event.preventDefault());
    await press(field, 'Enter', { ctrlKey: true });
    await settled(element);
    expect(asked[0]).to.deep.include({ text: 'À garder', purpose: 'challenge' });
    expect(taken(server)).to.have.length(0);
    expect(field.value).to.equal('À garder');
    expect(focused()).to.equal(field);
  });

  it('keeps the text and says why when posting fails', async () => {
    const { element, device } = await show('cordee-composer', { attributes: challenge });
    const field = await type(element, 'Ce qui compte');
    device.failWrites('CORDEE_STORAGE_FULL');
    const failed = heard('cordee-error');
    await click(element, 'Envoyer');
    expect(field.value).to.equal('Ce qui compte');
    expect(find(element, '[part~=status]').textContent).to.contain('Cet appareil est plein');
    expect(failed[0]?.error).to.have.property('code', 'CORDEE_STORAGE_FULL');
    expect(consoleLines()[0]).to.contain('[cordee] <cordee-composer>');
  });

  it('keeps what is typed when everything around it is drawn again', async () => {
    const shown = await show('cordee-composer', { attributes: challenge });
    const { element } = shown;
    const field = await type(element, 'Pas fini');
    await readBy(shown, 'ch-1', 'marc');
    element.locale = 'en';
    await settled(element);
    expect(field.value).to.equal('Pas fini');
    expect(find(element, 'textarea')).to.equal(field);
  });

  it('gives back what was typed when it is opened again at the same place', async () => {
    const { element, provider } = await show('cordee-composer', { attributes: challenge });
    await type(element, 'Plus tard');
    element.remove();
    const again = document.createElement('cordee-composer');
    again.setAttribute('journey-id', 'ines-journey');
    again.setAttribute('purpose', 'challenge');
    provider.append(again);
    await settled(again);
    expect(find<HTMLTextAreaElement>(again, 'textarea').value).to.equal('Plus tard');
  });

  it('asks for words before it posts nothing', async () => {
    const { element, server } = await show('cordee-composer', { attributes: challenge });
    await type(element, '   ');
    await click(element, 'Envoyer');
    expect(taken(server)).to.have.length(0);
    expect(find(element, '[part~=status]').textContent).to.equal('Écrivez d’abord quelque chose.');
    expect(find(element, 'textarea').getAttribute('aria-invalid')).to.equal('true');
  });

  it('writes nowhere when the page asks for what it does not know', async () => {
    const errors = heard('cordee-error');
    const { element } = await show('cordee-composer', {
      attributes: { 'journey-id': 'ines-journey', purpose: 'chalenge' },
    });
    expect(find(element, '[part~=failed]').getAttribute('role')).to.equal('alert');
    expect(errors[0]?.error).to.have.property('code', 'CORDEE_INPUT_INVALID');
    expect(consoleLines()[0]).to.contain('"chalenge" is none of');
  });

  it('keeps the text and says so when the journey is gone', async () => {
    const { element, server } = await show('cordee-composer', {
      attributes: { ...challenge, 'journey-id': 'elsewhere' },
    });
    const field = await type(element, 'Pour plus tard');
    await click(element, 'Envoyer');
    expect(taken(server)).to.have.length(0);
    expect(field.value).to.equal('Pour plus tard');
    expect(find(element, '[part~=status]').textContent).to.contain('Vous ne pouvez plus écrire ici');
  });

  it('leaves with Escape only where it can be closed', async () => {
    const closed = heard('cordee-composer-close');
    const { element } = await show('cordee-composer', { attributes: challenge });
    await press(find(element, 'textarea'), 'Escape');
    expect(closed).to.have.length(0);
    element.closable = true;
    await settled(element);
    await press(find(element, 'textarea'), 'Escape');
    expect(closed).to.have.length(1);
  });

  it('writes an answer anew under the same id, for the same readers', async () => {
    const { element, server } = await show('cordee-composer', {
      properties: { audience: { kind: 'guides' } },
      attributes: {
        'journey-id': 'ines-journey',
        purpose: 'answer',
        'step-id': 'while-small',
        'prompt-id': 'draft',
        'answer-id': 'an-1',
        text: 'Avant',
      },
    });
    expect(find<HTMLTextAreaElement>(element, 'textarea').value).to.equal('Avant');
    await type(element, 'Après');
    button(element, 'Envoyer').click();
    await waitUntil(() => taken(server).length === 1);
    await settled(element);
    expect(taken(server)[0]?.[0]).to.equal('answer');
    expect(server.read('ines-journey').find(({ id }) => id === 'an-1')?.fields['body']).to.deep.include({
      text: 'Après',
    });
    expect(hasButton(element, 'Changer'), 'who reads it is changed where it stands').to.equal(false);
  });

  it('gives back what was typed in a page that is gone, says so, and lets one begin anew', async () => {
    const browser = await createBrowser();
    const before = await show('cordee-composer', { attributes: challenge, browser });
    await type(before.element, 'Ce que je n’ai pas fini');
    before.provider.remove();
    await waitUntil(() => browser.drafts.size === 1);
    const { element } = await show('cordee-composer', { attributes: challenge, browser });
    await waitUntil(() => find<HTMLTextAreaElement>(element, 'textarea').value === 'Ce que je n’ai pas fini');
    expect(wordsOf(element)).to.match(/Ce que vous aviez commencé .* est de retour/);
    await click(element, 'Repartir de zéro');
    expect(find<HTMLTextAreaElement>(element, 'textarea').value).to.equal('');
    await waitUntil(() => browser.drafts.size === 0);
  });

  it('forgets the draft of what was posted', async () => {
    const browser = await createBrowser();
    const { element } = await show('cordee-composer', { attributes: challenge, browser });
    await type(element, 'Fini');
    await waitUntil(() => browser.drafts.size === 1);
    await click(element, 'Envoyer');
    await waitUntil(() => browser.drafts.size === 0);
  });

  it('[A-COM-2] offers to tell the moment when words say what somebody is, and sends them all the same', async () => {
    const { element, server } = await show('cordee-composer', { attributes: answering, person: 'hana' });
    await type(element, 'Tu es trop contrôlante');
    await waitUntil(() => hasButton(element, 'Envoyer quand même'));
    expect(find(element, '[part~=advice]').getAttribute('role')).to.equal('status');
    expect(wordsOf(element)).to.contain('Ce qui aide le plus, c’est un moment');
    await expect(element).to.be.accessible();
    await click(element, 'Envoyer quand même');
    expect(taken(server).map(([what]) => what)).to.deep.equal(['contribution']);
    expect(taken(server)[0]?.[1]).to.have.nested.property('body.text', 'Tu es trop contrôlante');
  });

  it('offers nothing for words that say what happened', async () => {
    const { element } = await show('cordee-composer', { attributes: answering, person: 'hana' });
    await type(element, 'Tu es trop contrôlante');
    await waitUntil(() => hasButton(element, 'Envoyer quand même'));
    await type(element, 'Mardi, tu as repris la parole deux fois.');
    await waitUntil(() => hasButton(element, 'Envoyer'));
    expect(wordsOf(element)).to.not.contain('Ce qui aide le plus');
  });

  it('a moment has four lines of its own; what was seen is the one that must be there', async () => {
    const { element, server } = await show('cordee-composer', { attributes: answering, person: 'hana' });
    await type(element, 'Tu es trop contrôlante');
    await waitUntil(() => hasButton(element, 'Raconter le moment'));
    await click(element, 'Raconter le moment');
    expect(choice(element, 'un moment').checked).to.equal(true);
    const line = (name: string): HTMLTextAreaElement => find<HTMLTextAreaElement>(element, `#${name}`);
    expect(line('saw').value).to.equal('Tu es trop contrôlante');
    expect(focused()).to.equal(line('moment'));
    await expect(element).to.be.accessible();
    const fill = async (name: string, text: string): Promise<void> => {
      line(name).value = text;
      line(name).dispatchEvent(new InputEvent('input', { bubbles: true }));
      await settled(element);
    };
    await fill('saw', '');
    await click(element, 'Envoyer');
    expect(find(element, '[part~=status]').textContent).to.contain('Dites ce que vous avez vu');
    await fill('moment', 'Mardi, en réunion');
    await fill('saw', 'Tu as repris la parole deux fois');
    await click(element, 'Envoyer');
    expect(taken(server)[0]?.[1]).to.have.nested.property('body.text', 'Tu as repris la parole deux fois');
    expect(taken(server)[0]?.[1]).to.deep.nested.property('body.form', {
      moment: 'Mardi, en réunion',
      saw: 'Tu as repris la parole deux fois',
      effect: '',
      next: '',
    });
  });

  it('a moment goes without the blanks around its lines, and only what goes is counted', async () => {
    const browser = await createBrowser('hana');
    const { element, server } = await show('cordee-composer', { attributes: answering, browser });
    choice(element, 'un moment').click();
    await settled(element);
    const full = 'x'.repeat(2_000);
    const fill = async (name: string, text: string): Promise<void> => {
      const line = find<HTMLTextAreaElement>(element, `#${name}`);
      line.value = text;
      line.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await settled(element);
    };
    await fill('moment', '  Mardi, en réunion\n');
    await fill('saw', ` \n${full}\n  `);
    await fill('effect', '   ');
    await fill('next', '\tRegarde-moi d’abord ');
    expect(wordsOf(element)).to.contain('Encore 0 caractère').and.not.contain('de trop');
    await click(element, 'Envoyer');
    expect(taken(server)[0]?.[1]).to.have.nested.property('body.text', full);
    expect(taken(server)[0]?.[1]).to.deep.nested.property('body.form', {
      moment: 'Mardi, en réunion',
      saw: full,
      effect: '',
      next: 'Regarde-moi d’abord',
    });
  });

  it('at night for its reader a text can wait on this device until the morning there', async () => {
    useClock(() => Date.parse('2026-11-16T22:10:00Z'));
    const browser = await createBrowser('hana');
    const { element, server } = await show('cordee-composer', { attributes: answering, browser });
    expect(wordsOf(element)).to.not.contain('il est');
    await type(element, 'À demain');
    expect(wordsOf(element)).to.contain('Pour Inès, il est 23:10.').and.contain('il attend sur cet appareil');
    await click(element, 'Envoyer mardi à 9:00, heure de là-bas');
    const waiting = [...browser.drafts.values()].find(({ later }) => later);
    expect(waiting?.later?.at).to.equal('2026-11-17T08:00:00.000Z');
    expect(waiting?.later?.to).to.include({ purpose: 'contribution', topic: 'm-3' });
    expect(taken(server)).to.have.length(0);
    expect(find<HTMLTextAreaElement>(element, 'textarea').value).to.equal('');
  });

  it('tells the time in UTC, and says so, for who is in a time zone that this browser does not know', async () => {
    const { element } = await show('cordee-composer', {
      attributes: answering,
      person: 'hana',
      zones: { ines: 'Mars/X' },
      hours: { ines: { days: [1], from: '15:00', to: '16:00' } },
    });
    await type(element, 'Bon courage pour demain.');
    expect(wordsOf(element)).to.match(/Il est 0?9:30 en UTC.: ce navigateur ne connaît pas le fuseau d’Inès/);
  });

  it('goes by the hours that its reader has said', async () => {
    const hours = { ines: { days: [2, 3, 4], from: '10:30', to: '15:00' } } as const;
    const given = {
      attributes: answering,
      person: 'hana',
      hours: { ines: { ...hours.ines, days: [...hours.ines.days] } },
    };
    const monday = await show('cordee-composer', given);
    await type(monday.element, 'À demain');
    expect(wordsOf(monday.element))
      .to.contain('Pour Inès, il est 10:30.')
      .and.contain('Envoyer mardi à 10:30, heure de là-bas');
    useClock(() => Date.parse('2026-11-17T10:00:00Z'));
    const tuesday = await show('cordee-composer', given);
    await type(tuesday.element, 'À tout de suite');
    expect(wordsOf(tuesday.element)).to.not.contain('il est');
  });

  it('says nothing of the hour while its reader is at work', async () => {
    const { element } = await show('cordee-composer', { attributes: answering, person: 'hana' });
    await type(element, 'À tout de suite');
    expect(find(element, 'form').querySelector('[part~=hours]')).to.equal(null);
  });
});
