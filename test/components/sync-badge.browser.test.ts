import type { Audience } from '../../src/index.js';
import type { Refusal } from '../../src/protocol/refusal.js';
import { type TestCordee, createMemoryDatabase } from '../../src/testing/index.js';
import { createFaultyDatabase, databaseFaults } from '../support/faulty-database.js';
import { change, endMembership, textsTaken } from '../support/scenario-acts.js';
import { createBrowser } from '../support/scenario-cordee.js';
import { type Shown, click, consoleLines, expect, find, findAll, settled, show, wordsOf } from './support.js';

const bare = { attributes: {} };
const status = (element: Node): string => wordsOf(find(element, '[part~=status]'));

/** Writes to one other person. */
const say = (
  { client }: Pick<TestCordee, 'client'>,
  text: string,
  audience: Audience = { kind: 'pair', relation: 'm-hana' },
): Promise<string> => client.forum.open({ journey: 'ines-journey', audience, body: { text, lang: 'fr' } });

/** Writes what the server does not accept. */
async function beRefused(shown: Shown<HTMLElement>, reason: Refusal, audience?: Audience): Promise<void> {
  shown.server.refuse(reason);
  await say(shown, 'Un texte qui compte.', audience);
  await settled(shown.element);
  shown.server.refuse();
}

describe('<cordee-sync-badge>', () => {
  it('is accessible in its calmest and in its worst state', async () => {
    const shown = await show('cordee-sync-badge', { ...bare, keeps: false });
    const { element, goOffline } = shown;
    await expect(element).to.be.accessible();
    await beRefused(shown, 'quota');
    await goOffline();
    for (const text of ['Un', 'Deux', 'Trois']) await say(shown, text);
    await settled(element);
    expect(wordsOf(element)).to.contain('3 textes').and.contain('ne garde rien').and.contain('Un texte qui compte.');
    await expect(element).to.be.accessible();
  });

  it('says how it stands in words that people use', async () => {
    const browser = await createBrowser();
    const { server } = browser;
    const answers = server.hold();
    const { element, client, goOffline, goOnline } = await show('cordee-sync-badge', { ...bare, browser });
    const becomes = async (sentence: string): Promise<void> => {
      await settled(element);
      expect(status(element)).to.contain(sentence);
    };
    await becomes('On cherche les nouvelles');
    answers();
    await becomes('Tout est envoyé');
    const held = server.hold();
    void client.sync.syncNow();
    await becomes('Envoi…');
    held();
    await becomes('Tout est envoyé');
    await goOffline();
    await becomes('Pas de réseau');
    await goOnline();
    for (const [failure, sentence] of [
      [503, 'Le serveur ne répond pas'],
      [401, 'Reconnectez-vous'],
      [403, 'L’envoi s’est arrêté'],
    ] as const) {
      server.fail(failure);
      await client.sync.syncNow();
      await becomes(sentence);
      server.fail();
      await client.sync.syncNow();
      await becomes('Tout est envoyé');
    }
  });

  it('[SY19] says that nothing leaves, that it is safe, and offers to try', async () => {
    const shown = await show('cordee-sync-badge', bare);
    const { element, server, env } = shown;
    server.fail(503);
    await say(shown, 'Un');
    await env.advance(121_000);
    await settled(element);
    expect(status(element)).to.contain('rien ne part depuis deux minutes').and.contain('Vos textes sont gardés ici');
    server.fail(401);
    await click(element, 'Essayer maintenant');
    expect(status(element), 'who can do something is told what').to.contain('Reconnectez-vous');
    server.fail();
    await env.advance(60_000);
    await settled(element);
    expect(status(element)).to.contain('Tout est envoyé');
    expect(textsTaken(server)).to.deep.equal(['Un']);
  });

  it('counts what waits on this device', async () => {
    const shown = await show('cordee-sync-badge', { ...bare, isOffline: true });
    const { element } = shown;
    await say(shown, 'Un');
    await settled(element);
    expect(wordsOf(element)).to.contain('Un texte sur cet appareil, pas encore envoyé');
    await say(shown, 'Deux');
    await say(shown, 'Trois');
    await settled(element);
    expect(wordsOf(element)).to.contain('3 textes sur cet appareil, pas encore envoyés');
    expect(element.matches(':state(offline)')).to.equal(true);
  });

  it('warns in one sentence when this browser keeps nothing', async () => {
    const { element } = await show('cordee-sync-badge', { ...bare, keeps: false });
    expect(wordsOf(element)).to.contain('Ce navigateur ne garde rien');
  });

  it('asks to load the page anew when a newer version has taken over, and warns of what that would lose', async () => {
    const database = createMemoryDatabase();
    const shown = await show('cordee-sync-badge', { ...bare, keeps: false, database });
    const { element, goOffline } = shown;
    database.onOutdated?.();
    await settled(element);
    expect(wordsOf(element))
      .to.contain('Une version plus récente est là')
      .and.not.contain('Ce navigateur ne garde rien');
    await goOffline();
    await say(shown, 'Un');
    await settled(element);
    expect(wordsOf(element))
      .to.contain('Une version plus récente est là')
      .and.contain('ce qui n’est pas envoyé sera perdu');
    await expect(element).to.be.accessible();
  });

  it('says that the device is full until there is room again', async () => {
    const database = createFaultyDatabase(createMemoryDatabase());
    const shown = await show('cordee-sync-badge', { ...bare, database });
    const { element } = shown;
    database.arm(1, databaseFaults['a full disk'], true);
    await say(shown, 'Un').catch(() => undefined);
    await settled(element);
    expect(wordsOf(element)).to.contain('Cet appareil est plein');
    database.disarm();
    await say(shown, 'Deux');
    await settled(element);
    expect(wordsOf(element)).to.not.contain('Cet appareil est plein');
  });

  it('gives a refused text back with its reason, until its author lets it go', async () => {
    const shown = await show('cordee-sync-badge', bare);
    const { element } = shown;
    await beRefused(shown, 'not_a_member');
    expect(wordsOf(element))
      .to.contain('Un texte n’a pas été accepté')
      .and.contain('Vous n’êtes plus dans cette cordée')
      .and.contain('Un texte qui compte.');
    await click(element, 'Laisser partir');
    await settled(element);
    expect(findAll(element, '[part~=refused]')).to.have.length(0);
  });

  it('sends a refused text again, where that may do better', async () => {
    const lost = await show('cordee-sync-badge', bare);
    await beRefused(lost, 'space_gone');
    expect(wordsOf(lost.element)).not.to.contain('Renvoyer');
    const shown = await show('cordee-sync-badge', bare);
    const { element, server } = shown;
    await beRefused(shown, 'not_a_member');
    await click(element, 'Renvoyer');
    await settled(element);
    expect(textsTaken(server)).to.deep.equal(['Un texte qui compte.']);
    expect(findAll(element, '[part~=refused]')).to.have.length(0);
  });

  it('sends a refused text to other readers, chosen by name', async () => {
    const shown = await show('cordee-sync-badge', bare);
    const { element, server } = shown;
    await beRefused(shown, 'space_gone');
    await click(element, 'L’envoyer à d’autres');
    await expect(element).to.be.accessible();
    expect(wordsOf(element)).to.contain('Sofia, Driss, Hana, Julián, Marc, Geneviève et Yann liront ceci');
    await click(element, 'L’envoyer à ces personnes');
    await settled(element);
    expect(textsTaken(server)).to.deep.equal(['Un texte qui compte.']);
    expect(findAll(element, '[part~=refused]')).to.have.length(0);
  });

  it('says why a refused text could not be sent again, and keeps it', async () => {
    const gone = await show('cordee-sync-badge', bare);
    await beRefused(gone, 'not_a_member');
    await endMembership(gone, 'hana');
    await click(gone.element, 'Renvoyer');
    expect(wordsOf(gone.element)).to.contain('ne sont plus là').and.contain('Un texte qui compte.');
    const moved = await show('cordee-sync-badge', { ...bare, person: 'yann' });
    await beRefused(moved, 'not_a_member', { kind: 'guides' });
    await change(moved, 'member', 'm-yann', { role: 'companion' });
    await click(moved.element, 'Renvoyer');
    expect(wordsOf(moved.element))
      .to.contain('ces personnes ne peuvent plus être jointes')
      .and.contain('Un texte qui compte.');
    expect(consoleLines()).to.have.length(2);
  });

  it('tries at once when asked', async () => {
    const shown = await show('cordee-sync-badge', bare);
    const { element, server } = shown;
    server.fail(0);
    await say(shown, 'Un');
    await settled(element);
    expect(status(element)).to.contain('Pas de réseau');
    server.fail();
    await click(element, 'Essayer maintenant');
    expect(status(element)).to.contain('Tout est envoyé');
    expect(textsTaken(server)).to.deep.equal(['Un']);
  });
});

describe('<cordee-avatar>', () => {
  it('is accessible and says the name', async () => {
    const { element } = await show('cordee-avatar', { attributes: { name: 'Inès Carvajal', 'person-id': 'ines' } });
    await expect(element).to.be.accessible();
    const disc = find(element, '[part~=base]');
    expect(disc.getAttribute('aria-label')).to.equal('Inès Carvajal');
    expect(disc.textContent).to.equal('IC');
  });

  it('is hidden from screen readers beside a written name', async () => {
    const { element } = await show('cordee-avatar', { attributes: { name: 'Marc', decorative: '' } });
    expect(find(element, '[part~=base]').getAttribute('aria-hidden')).to.equal('true');
  });
});
