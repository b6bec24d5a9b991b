import { taken } from '../support/scenario-acts.js';
import {
  becomesTrue,
  button,
  choice,
  click,
  consoleLines,
  expect,
  find,
  findAll,
  focused,
  hasButton,
  openCordee,
  press,
  settled,
  show,
  type,
  wordsOf,
} from './support.js';

describe('<cordee-hours>', () => {
  it('is accessible as a sentence and as a form', async () => {
    const { element } = await show('cordee-hours');
    await expect(element).to.be.accessible();
    await click(element, 'Changer ces heures');
    await expect(element).to.be.accessible();
  });

  // Browsers differ on "9:00" and "09:00" in French.
  it('says what is assumed, and takes other days and hours, with a way back', async () => {
    const { element, server } = await show('cordee-hours');
    expect(wordsOf(element))
      .to.match(/Du lundi au vendredi, de 0?9:00 à 18:00/)
      .and.contain('tant que rien d’autre n’est dit');
    await click(element, 'Changer ces heures');
    const boxes = findAll(element, 'input[type=checkbox]') as HTMLInputElement[];
    boxes[2]?.click();
    find<HTMLInputElement>(element, '#from').value = '08:30';
    find<HTMLInputElement>(element, '#to').value = '16:00';
    await click(element, 'Garder ces heures');
    expect(taken(server).at(-1)).to.deep.equal([
      'membership.hours',
      { id: 'm-ines', hours: { days: [1, 2, 4, 5], from: '08:30', to: '16:00' } },
    ]);
    expect(wordsOf(element))
      .to.match(/Lundi, mardi, jeudi et vendredi, de 0?8:30 à 16:00/)
      .and.contain('Toute la cordée le saura');
    expect(focused()?.textContent).to.contain('Changer ces heures');
    await click(element, 'Annuler');
    expect(wordsOf(element)).to.match(/Du lundi au vendredi, de 0?9:00 à 18:00/);
  });

  it('asks for a day, and for a day that ends after it begins, before it writes', async () => {
    const { element, server } = await show('cordee-hours', {
      hours: { ines: { days: [1], from: '09:00', to: '12:00' } },
    });
    await click(element, 'Changer ces heures');
    find<HTMLInputElement>(element, '#to').value = '08:00';
    await click(element, 'Garder ces heures');
    expect(wordsOf(element)).to.contain('La journée doit finir après avoir commencé');
    (findAll(element, 'input[type=checkbox]')[0] as HTMLInputElement).click();
    await click(element, 'Garder ces heures');
    expect(wordsOf(element)).to.contain('Choisissez au moins un jour');
    expect(taken(server)).to.deep.equal([]);
    await press(find(element, 'form'), 'Escape');
    await settled(element);
    expect(wordsOf(element)).to.match(/Lundi, de 0?9:00 à 12:00/);
  });

  it('says that it waits on this device, and that it could not be kept', async () => {
    const { element, device } = await show('cordee-hours', {
      isOffline: true,
      hours: { ines: { days: [1], from: '09:00', to: '12:00' } },
    });
    await click(element, 'Revenir à l’usage');
    expect(wordsOf(element)).to.contain('sur cet appareil');
    device.failWrites('CORDEE_STORAGE_FULL');
    await click(element, 'Annuler');
    expect(wordsOf(element)).to.contain('Cet appareil est plein');
    expect(consoleLines()).to.have.length(1);
  });
});

describe('<cordee-hours>, on whose clock', () => {
  const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  // Whatever this browser is set to, it is not both.
  const elsewhere = here === 'Asia/Tokyo' ? 'America/Toronto' : 'Asia/Tokyo';

  it('says the time zone and what time it is there, and asks nothing of who is there', async () => {
    const { element } = await show('cordee-hours', { zones: { ines: here } });
    expect(wordsOf(element)).to.contain('Votre fuseau horaire').and.contain('rappels de neuf heures');
    expect(hasButton(element, 'Prendre celui-ci')).to.equal(false);
  });

  it('offers the zone of this device to who has moved, in one press, with a way back', async () => {
    const { element, server } = await show('cordee-hours', { zones: { ines: elsewhere } });
    expect(wordsOf(element)).to.contain('Cet appareil est réglé sur un autre fuseau');
    await expect(element).to.be.accessible();
    await click(element, 'Prendre celui-ci');
    expect(taken(server).at(-1)).to.deep.equal(['membership.zone', { id: 'm-ines', timeZone: here }]);
    expect(wordsOf(element)).to.contain('Toutes vos cordées le sauront').and.not.contain('réglé sur un autre fuseau');
    await click(element, 'Annuler');
    expect(taken(server).at(-1)).to.deep.equal(['membership.zone', { id: 'm-ines', timeZone: elsewhere }]);
  });

  it('takes any other, from a list that begins at the one that holds, and goes back by Escape', async () => {
    const { element, server } = await show('cordee-hours', { zones: { ines: elsewhere } });
    await click(element, 'Choisir un autre fuseau');
    const list = find<HTMLSelectElement>(element, '#zone');
    expect(list.value).to.equal(elsewhere);
    expect(focused()).to.equal(list);
    await expect(element).to.be.accessible();
    await press(list, 'Escape');
    await settled(element);
    expect(focused()?.textContent).to.contain('Choisir un autre fuseau');
    await click(element, 'Choisir un autre fuseau');
    find<HTMLSelectElement>(element, '#zone').value = 'Africa/Cairo';
    await click(element, 'Garder ce fuseau');
    expect(taken(server)).to.deep.equal([['membership.zone', { id: 'm-ines', timeZone: 'Africa/Cairo' }]]);
    expect(wordsOf(element)).to.contain('Votre fuseau horaire : Cairo');
  });

  it('says that a zone is not known here, and offers one that is', async () => {
    const { element } = await show('cordee-hours', { zones: { ines: 'Mars/X' } });
    expect(wordsOf(element)).to.contain(
      'ne connaît pas votre fuseau horaire, « Mars/X » : vos heures s’affichent en UTC',
    );
    await click(element, 'Prendre celui-ci');
    expect(wordsOf(element)).to.contain('C’est dit').and.not.contain('ne connaît pas');
    expect(hasButton(element, 'Annuler')).to.equal(false);
  });

  it('says that it waits on this device', async () => {
    const { element } = await show('cordee-hours', { isOffline: true, zones: { ines: elsewhere } });
    await click(element, 'Prendre celui-ci');
    expect(wordsOf(element)).to.contain('sur cet appareil');
  });
});

describe('<cordee-plans>', () => {
  it('is accessible, reading and writing', async () => {
    const { element } = await show('cordee-plans');
    await becomesTrue(() => hasButton(element, 'Faire un plan'));
    await expect(element).to.be.accessible();
    await click(element, 'Faire un plan');
    await expect(element).to.be.accessible();
  });

  it('notes that it was tried in one gesture, and takes it back', async () => {
    const { element, server } = await show('cordee-plans');
    await becomesTrue(() => hasButton(element, 'Je l’ai fait'));
    expect(wordsOf(element)).to.contain('essayé 3 fois, et la dernière a marché');
    await click(element, 'Je l’ai fait');
    await becomesTrue(() => wordsOf(element).includes('essayé 4 fois, et la dernière a marché'));
    await click(element, 'Annuler');
    await becomesTrue(() => wordsOf(element).includes('essayé 3 fois'));
    await settled(element);
    expect(taken(server).map(([, { tried }]) => (tried as unknown[]).length)).to.deep.equal([4, 3]);
  });

  it('lets a plan go, and makes it again with what was noted when that was a slip', async () => {
    const { element } = await show('cordee-plans');
    await becomesTrue(() => hasButton(element, 'Laisser tomber'));
    await click(element, 'Laisser tomber');
    await becomesTrue(() => focused()?.textContent === 'Annuler');
    expect(wordsOf(element)).to.contain('Le plan est laissé de côté').and.not.contain('essayé 3 fois');
    await click(element, 'Annuler');
    await becomesTrue(() => wordsOf(element).includes('essayé 3 fois, et la dernière a marché'));
    expect(wordsOf(element)).to.contain('Il est de retour');
  });

  it('begins from what a step proposes, asks for the missing half, and keeps what is typed', async () => {
    const { element, server } = await show('cordee-plans');
    await becomesTrue(() => hasButton(element, 'Faire un plan'));
    await click(element, /Partir de.*vérifier avant la date convenue/);
    expect(findAll(element, 'textarea').map((field) => (field as HTMLTextAreaElement).value)[0]).to.contain(
      'vérifier avant la date convenue',
    );
    await type(element, '');
    await click(element, 'C’est mon plan');
    expect(wordsOf(element)).to.contain('Reste à écrire : Si ceci arrive'.replace(' :', ' :'));
    expect(taken(server)).to.have.length(0);
    await type(element, 'Si ma gorge se serre');
    await press(find(element, 'textarea'), 'Escape');
    await becomesTrue(() => focused()?.textContent === 'Faire un plan');
    await click(element, 'Faire un plan');
    expect(find<HTMLTextAreaElement>(element, 'textarea').value).to.equal('Si ma gorge se serre');
    const then = find<HTMLTextAreaElement>(element, '[name=then]');
    then.value = 'alors je le dis.';
    then.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await click(element, 'C’est mon plan');
    await becomesTrue(() => wordsOf(element).includes('Votre plan est fait.'));
    expect(taken(server).at(-1)?.[1]).to.deep.include({
      if: 'Si ma gorge se serre',
      then: 'alors je le dis.',
      audience: { kind: 'guides' },
    });
  });

  it('says what to do while there is none', async () => {
    const { element } = await show('cordee-plans', { isEmpty: true });
    await becomesTrue(() => wordsOf(element).includes('Pas encore de plan. Prenez un moment qui revient'));
  });
});

describe('<cordee-highlights>', () => {
  it('is accessible, and puts the next first; what is over is folded below, and says whether something is left to note', async () => {
    const { element } = await show('cordee-highlights');
    await becomesTrue(() => wordsOf(element).includes('Les temps forts'));
    await settled(element);
    await expect(element).to.be.accessible();
    expect(findAll(element, 'cordee-highlight').map((one) => find(one, 'h3').textContent?.trim())[0]).to.equal(
      'Programme de formation au management',
    );
    expect(wordsOf(element)).to.contain('Dans 8 jours.');
    const past = find(element, 'details');
    expect(wordsOf(find(past, 'summary'))).to.match(/^1 temps fort passé · il reste quelque chose à noter$/);
    expect(findAll(past, 'cordee-highlight').map((one) => find(one, 'h3').textContent?.trim())).to.deep.equal([
      'Lancement d’une initiative d’entreprise',
    ]);
    expect(wordsOf(past)).to.not.contain('regardera votre visage');
  });

  it('harvests with a composer whose readers are those that the path proposes', async () => {
    const { element, server } = await show('cordee-highlights');
    const named = (name: string) => findAll(element, 'button').filter((one) => one.textContent === name);
    await becomesTrue(() => named('Récolter').length === 1);
    (named('Récolter')[0] as HTMLButtonElement).click();
    await settled(element);
    await becomesTrue(() => focused()?.localName === 'textarea');
    expect(wordsOf(element)).to.contain('Sofia, Driss, Hana, Julián, Marc, Geneviève et Yann liront ceci');
    await type(element, 'Ce qu’ils ont entendu');
    await click(element, 'Garder');
    await becomesTrue(() => named('Récolter').length === 0 && named('Écrire encore').length === 2);
    await settled(element);
    expect(taken(server).map(([what]) => what)).to.deep.equal(['answer']);
  });

  it('asks three weeks after whether it is used, and what got in the way', async () => {
    const { element, server } = await show('cordee-highlights');
    await becomesTrue(
      () =>
        hasButton(element, 'Faire le point – Est-ce que cela sert ?') ||
        findAll(element, 'button').some((one) => one.textContent === 'Faire le point'),
    );
    ([...findAll(element, 'button')].find((one) => one.textContent === 'Faire le point') as HTMLButtonElement).click();
    await settled(element);
    await expect(element).to.be.accessible();
    await click(element, 'Le dire');
    expect(wordsOf(element)).to.contain('Choisissez d’abord ce que c’est devenu.');
    choice(element, 'Pas encore').click();
    await settled(element);
    choice(element, 'pas le temps').click();
    await type(element, 'La clôture du mois a tout pris.');
    await click(element, 'Le dire');
    await becomesTrue(() => wordsOf(element).includes('C’est dit.'));
    const { body } = taken(server).at(-1)?.[1] ?? {};
    expect(body).to.have.property('text', 'La clôture du mois a tout pris.');
  });

  it('says that nothing is announced, and to a companion nothing more', async () => {
    const { element } = await show('cordee-highlights', { isEmpty: true });
    await becomesTrue(() => wordsOf(element).includes('Rien n’est annoncé.'));
    const failed = await show('cordee-highlights', { reads: 'fail' });
    await becomesTrue(() => hasButton(failed.element, 'Réessayer'));
    expect(button(failed.element, 'Réessayer')).to.be.instanceOf(HTMLButtonElement);
    consoleLines();
  });
});

describe('<cordee-export>', () => {
  it('is accessible, makes one file, and leaves the link', async () => {
    const { element } = await show('cordee-export');
    await becomesTrue(() => hasButton(element, 'Tout emporter'));
    await expect(element).to.be.accessible();
    const links: string[] = [];
    element.addEventListener('click', (event) => {
      const [target] = event.composedPath();
      if (target instanceof HTMLAnchorElement) {
        links.push(target.download);
        event.preventDefault();
      }
    });
    await click(element, 'Tout emporter');
    await becomesTrue(() => links.length === 1);
    expect(links).to.deep.equal(['cordee-ines-journey-2026-11-16.zip']);
    expect(find<HTMLAnchorElement>(element, 'a').href).to.match(/^blob:/);
    await expect(element).to.be.accessible();
  });

  it('brings back from such a file what was kept to oneself, and says how much', async () => {
    const before = await openCordee();
    for (const text of ['Un', 'Deux', 'Trois', 'Quatre'])
      await before.client.journeys.answer({
        journey: 'ines-journey',
        step: 'inside-view',
        prompt: 'proud',
        audience: { kind: 'self' },
        body: { text, lang: 'fr' },
      });
    const { bytes } = await before.client.export.createArchive('ines-journey');
    const { element } = await show('cordee-export');
    await becomesTrue(() => hasButton(element, 'Tout emporter'));
    find(element, 'summary').click();
    const input = find<HTMLInputElement>(element, 'input[type="file"]');
    const choose = (file: Uint8Array<ArrayBuffer>): void => {
      const chosen = new DataTransfer();
      chosen.items.add(new File([file], 'cordee-ines-journey-2026-11-16.zip'));
      input.files = chosen.files;
      input.dispatchEvent(new Event('change'));
    };
    choose(bytes);
    await becomesTrue(() => wordsOf(element).includes('4 textes sont revenus sur cet appareil.'));
    await expect(element).to.be.accessible();
    choose(bytes);
    await becomesTrue(() => /étaient déjà/.test(wordsOf(element)));
    choose(new Uint8Array(3));
    await becomesTrue(() => wordsOf(element).includes('Ce fichier ne peut pas servir ici'));
    consoleLines();
  });

  it('says when it did not work, and that nothing is lost', async () => {
    const { element, device } = await show('cordee-export');
    await becomesTrue(() => hasButton(element, 'Tout emporter'));
    device.reads('fail');
    await click(element, 'Tout emporter');
    await becomesTrue(() => wordsOf(element).includes('Rien n’est perdu'));
    consoleLines();
  });
});
