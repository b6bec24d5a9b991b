import { CordeeError } from '../../src/index.js';
import type { Arrival, Guest } from '../../src/arrival/index.js';
import type { CordeeArrival } from '../../components/arrival/arrival.js';
import {
  button,
  click,
  consoleLines,
  expect,
  find,
  focused,
  hasButton,
  place,
  settled,
  waitUntil,
  wordsOf,
} from './support.js';

const words = {
  inviter: 'Inès',
  role: 'companion' as const,
  words: 'Tu m’as vue monter l’équipe. Dis-moi ce que tu vois.',
  hope: 'un regard franc',
  offer: 'je te dirai ce que j’en fais',
  locale: 'fr',
  expiresAt: '2026-12-16T09:00:00.000Z',
};
const closed = () => Promise.reject(new CordeeError('CORDEE_INVITATION_CLOSED', 'closed'));

const guest = (isLasting = true): Guest => ({
  user: { tenant: 'asterion', id: 'hana' },
  journey: 'ines-journey',
  isLasting,
  tokenFactory: () => new Promise(() => {}),
});

/** A door that says what the test wants. */
function doorWith(change: Partial<Arrival> = {}): Arrival & { readonly calls: string[] } {
  const calls: string[] = [];
  const told =
    <A extends unknown[], R>(name: string, run: (...args: A) => Promise<R>) =>
    (...args: A) => {
      calls.push([name, ...args.map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(arg)))].join(' '));
      return run(...args);
    };
  return {
    calls,
    open: told('open', change.open ?? (async () => words)),
    accept: told('accept', change.accept ?? (async () => guest())),
    decline: told('decline', change.decline ?? (async () => undefined)),
    guests: told('guests', change.guests ?? (async () => [])),
    forget: told('forget', async () => undefined),
  };
}

async function showDoor(door: Arrival, token = 'secret'): Promise<CordeeArrival> {
  const element = document.createElement('cordee-arrival');
  Object.assign(element, { arrival: door, token });
  place(element);
  await waitUntil(() => !wordsOf(element).includes('Un instant') && wordsOf(element) !== '');
  await settled(element);
  return element;
}

describe('<cordee-arrival>', () => {
  it('says who asks, in their own words, and promises what holds; it is accessible', async () => {
    const element = await showDoor(doorWith());
    expect(wordsOf(element))
      .to.contain('Inès aimerait vous avoir dans sa cordée')
      .and.contain(words.words)
      .and.contain('un regard franc')
      .and.contain('Ni compte ni mot de passe');
    await expect(element).to.be.accessible();
  });

  it('[A-COM-1] takes one name and one yes, and nothing else', async () => {
    const door = doorWith();
    const element = await showDoor(door);
    const field = find<HTMLInputElement>(element, '#name');
    field.value = ' Hana ';
    await click(element, 'J’accepte');
    await waitUntil(() => element.shadowRoot?.querySelector('cordee-journey') !== null);
    expect(door.calls).to.deep.equal(['open secret', 'accept secret {"name":"Hana","locale":"fr"}']);
    const journey = find(element, 'cordee-journey');
    expect(journey.getAttribute('user')).to.equal('hana');
    expect(journey.getAttribute('journey-id')).to.equal('ines-journey');
  });

  it('asks for a name before it says yes for nobody', async () => {
    const door = doorWith();
    const element = await showDoor(door);
    await click(element, 'J’accepte');
    expect(wordsOf(element)).to.contain('Un prénom suffit');
    expect(focused()).to.equal(find(element, '#name'));
    expect(door.calls).to.deep.equal(['open secret']);
  });

  it('says no without a name, and keeps nothing', async () => {
    const element = await showDoor(doorWith());
    await click(element, 'Non, merci');
    await waitUntil(() => wordsOf(element).includes('Merci de l’avoir dit'));
    expect(hasButton(element, 'J’accepte')).to.equal(false);
  });

  it('[WD9] lets who said no see the invitation again, and say yes', async () => {
    const door = doorWith();
    const element = await showDoor(door);
    await click(element, 'Non, merci');
    await waitUntil(() => hasButton(element, 'Revoir l’invitation'));
    await click(element, 'Revoir l’invitation');
    await waitUntil(() => hasButton(element, 'J’accepte'));
    expect(door.calls).to.deep.equal(['open secret', 'decline secret', 'open secret']);
  });

  it('[WD7] says that a name cannot be shown, keeps it in its field, and turns no sentence around by that of who asks', async () => {
    const unfit = () => Promise.reject(new CordeeError('CORDEE_INPUT_INVALID', 'name'));
    const element = await showDoor(doorWith({ accept: unfit, open: async () => ({ ...words, inviter: 'דנה\u202E' }) }));
    expect(wordsOf(element)).to.contain('\u2068דנה\u2069 aimerait vous avoir');
    const field = find<HTMLInputElement>(element, '#name');
    field.value = '\u3164';
    await click(element, 'J’accepte');
    await waitUntil(() => wordsOf(element).includes('Ce nom ne peut pas s’afficher'));
    expect(field.value).to.equal('\u3164');
    expect(consoleLines()).to.have.length(1);
  });

  it('tells a closed link from a network that is away', async () => {
    const shut = await showDoor(doorWith({ open: closed }));
    expect(wordsOf(shut)).to.contain('Ce lien est fermé');
    await expect(shut).to.be.accessible();
    const away = await showDoor(
      doorWith({ open: () => Promise.reject(new CordeeError('CORDEE_SYNC_OFFLINE', 'away')) }),
    );
    expect(button(away, 'Réessayer')).to.be.instanceOf(HTMLButtonElement);
    expect(consoleLines()).to.have.length(1);
  });

  it('tells a refused answer from a closed link: the question stays, with what to do', async () => {
    const element = await showDoor(
      doorWith({ accept: () => Promise.reject(new CordeeError('CORDEE_SYNC_REFUSED', 'no')) }),
    );
    find<HTMLInputElement>(element, '#name').value = 'Hana';
    await click(element, 'J’accepte');
    await waitUntil(() => wordsOf(element).includes('Le lien, lui, est toujours ouvert'));
    expect(wordsOf(element)).to.contain('prévenez Inès').and.not.contain('Ce lien est fermé');
    expect(find<HTMLInputElement>(element, '#name').value).to.equal('Hana');
    consoleLines();
  });

  it('speaks of no name to a no that the server does not take', async () => {
    for (const code of ['CORDEE_INPUT_INVALID', 'CORDEE_SYNC_REFUSED'] as const) {
      const element = await showDoor(doorWith({ decline: () => Promise.reject(new CordeeError(code, 'no')) }));
      await click(element, 'Non, merci');
      await waitUntil(() => wordsOf(element).includes('Cela n’est pas passé. Rien n’est perdu : réessayez.'));
      expect(wordsOf(element)).to.not.contain('Ce nom').and.not.contain('autre prénom');
      expect([hasButton(element, 'J’accepte'), hasButton(element, 'Non, merci')], code).to.deep.equal([true, true]);
      element.remove();
    }
    consoleLines();
  });

  it('says that times are in UTC where the browser tells no zone', async () => {
    const told = Intl.DateTimeFormat.prototype.resolvedOptions;
    Intl.DateTimeFormat.prototype.resolvedOptions = function (this: Intl.DateTimeFormat) {
      return { ...told.call(this), timeZone: 'Etc/Unknown' };
    };
    try {
      expect(wordsOf(await showDoor(doorWith()))).to.contain('vos heures seront en UTC');
    } finally {
      Intl.DateTimeFormat.prototype.resolvedOptions = told;
    }
    expect(wordsOf(await showDoor(doorWith()))).not.to.contain('UTC');
  });

  it('keeps the name and the question when the answer does not get through', async () => {
    const element = await showDoor(
      doorWith({ accept: () => Promise.reject(new CordeeError('CORDEE_SYNC_OFFLINE', 'away')) }),
    );
    find<HTMLInputElement>(element, '#name').value = 'Hana';
    await click(element, 'J’accepte');
    await waitUntil(() => wordsOf(element).includes('Rien n’est perdu'));
    expect(find<HTMLInputElement>(element, '#name').value).to.equal('Hana');
    consoleLines();
  });

  it('knows who comes back: by no link at all, or by the one that was used here', async () => {
    for (const token of ['', 'used']) {
      const element = document.createElement('cordee-arrival');
      Object.assign(element, { arrival: doorWith({ open: closed, guests: async () => [guest()] }), token });
      place(element);
      await waitUntil(() => element.shadowRoot?.querySelector('cordee-journey') !== null);
    }
  });

  it('tells who has no place here what to do', async () => {
    expect(wordsOf(await showDoor(doorWith(), ''))).to.contain('Ouvrez le lien que vous avez reçu');
  });

  it('warns where the browser keeps nothing, before the first word is written', async () => {
    const element = document.createElement('cordee-arrival');
    Object.assign(element, { arrival: doorWith({ guests: async () => [guest(false)] }) });
    place(element);
    await waitUntil(() => wordsOf(element).includes('Ce navigateur ne garde rien'));
  });
});
