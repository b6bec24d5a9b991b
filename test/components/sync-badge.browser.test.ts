import { click, consoleLines, expect, find, findAll, settled, show, wordsOf } from './support.js';

const bare = { attributes: {} };
const refused = {
  id: 'r-1',
  journey: 'ines-journey',
  reason: 'not_a_member',
  text: 'Un texte qui compte.',
  canRetry: true,
  refusedAt: '2026-11-16T09:00:00Z',
} as const;

describe('<cordee-sync-badge>', () => {
  it('is accessible in its calmest and in its worst state', async () => {
    const { element, client } = await show('cordee-sync-badge', bare);
    await expect(element).to.be.accessible();
    client.status({ activity: 'offline', pending: 3, storage: { mode: 'memory' } });
    client.refuse([refused]);
    await settled(element);
    await expect(element).to.be.accessible();
  });

  it('says how it stands in words that people use', async () => {
    const { element, client } = await show('cordee-sync-badge', bare);
    const expected = {
      idle: 'Tout est envoyé',
      syncing: 'Envoi…',
      starting: 'On cherche les nouvelles',
      offline: 'Pas de réseau',
      retrying: 'Le serveur ne répond pas',
      'needs-auth': 'Reconnectez-vous',
      stopped: 'L’envoi s’est arrêté',
    } as const;
    for (const [activity, sentence] of Object.entries(expected)) {
      client.status({ activity: activity as keyof typeof expected });
      await settled(element);
      expect(wordsOf(find(element, '[part~=status]')), activity).to.contain(sentence);
    }
  });

  it('[SY19] says that nothing leaves, that it is safe, and offers to try', async () => {
    const { element, client } = await show('cordee-sync-badge', bare);
    client.status({ activity: 'idle', pending: 2, isStalled: true });
    await settled(element);
    expect(wordsOf(find(element, '[part~=status]')))
      .to.contain('rien ne part depuis deux minutes')
      .and.contain('Vos textes sont gardés ici');
    await click(element, 'Essayer maintenant');
    expect(client.written.map(({ verb }) => verb)).to.deep.equal(['syncNow']);
    client.status({ activity: 'needs-auth', pending: 2, isStalled: true });
    await settled(element);
    expect(wordsOf(find(element, '[part~=status]')), 'who can do something is told what').to.contain(
      'Reconnectez-vous',
    );
  });

  it('counts what waits on this device', async () => {
    const { element, client } = await show('cordee-sync-badge', bare);
    client.status({ activity: 'offline', pending: 1 });
    await settled(element);
    expect(wordsOf(element)).to.contain('Un texte sur cet appareil, pas encore envoyé');
    client.status({ pending: 3 });
    await settled(element);
    expect(wordsOf(element)).to.contain('3 textes sur cet appareil, pas encore envoyés');
    expect(element.matches(':state(offline)')).to.equal(true);
  });

  it('warns in one sentence when this browser keeps nothing', async () => {
    const { element, client } = await show('cordee-sync-badge', bare);
    client.status({ storage: { mode: 'memory' } });
    await settled(element);
    expect(wordsOf(element)).to.contain('Ce navigateur ne garde rien');
  });

  it('asks to load the page anew when a newer version has taken over, and warns of what that would lose', async () => {
    const { element, client } = await show('cordee-sync-badge', bare);
    client.status({ isOutdated: true, storage: { mode: 'memory' } });
    await settled(element);
    expect(wordsOf(element))
      .to.contain('Une version plus récente est là')
      .and.not.contain('Ce navigateur ne garde rien');
    client.status({ pending: 2 });
    await settled(element);
    expect(wordsOf(element))
      .to.contain('Une version plus récente est là')
      .and.contain('ce qui n’est pas envoyé sera perdu');
    await expect(element).to.be.accessible();
  });

  it('says that the device is full until there is room again', async () => {
    const { element, client } = await show('cordee-sync-badge', bare);
    client.status({ storage: { mode: 'best-effort', lastError: 'CORDEE_STORAGE_FULL' } });
    await settled(element);
    expect(wordsOf(element)).to.contain('Cet appareil est plein');
    client.status({ storage: { mode: 'best-effort' } });
    await settled(element);
    expect(wordsOf(element)).to.not.contain('Cet appareil est plein');
  });

  it('gives a refused text back with its reason, until its author lets it go', async () => {
    const { element, client } = await show('cordee-sync-badge', bare);
    client.refuse([refused]);
    await settled(element);
    expect(wordsOf(element))
      .to.contain('Un texte n’a pas été accepté')
      .and.contain('Vous n’êtes plus dans cette cordée')
      .and.contain('Un texte qui compte.');
    await click(element, 'Laisser partir');
    await settled(element);
    expect(findAll(element, '[part~=refused]')).to.have.length(0);
  });

  it('sends a refused text again, where that may do better', async () => {
    const { element, client } = await show('cordee-sync-badge', bare);
    client.refuse([{ ...refused, reason: 'space_gone', canRetry: false }]);
    await settled(element);
    expect(wordsOf(element)).not.to.contain('Renvoyer');
    client.refuse([refused]);
    await settled(element);
    await click(element, 'Renvoyer');
    await settled(element);
    expect(client.written).to.deep.equal([{ verb: 'retry', with: 'r-1' }]);
    expect(findAll(element, '[part~=refused]')).to.have.length(0);
  });

  it('sends a refused text to other readers, chosen by name', async () => {
    const { element, client } = await show('cordee-sync-badge', bare);
    client.refuse([{ ...refused, reason: 'space_gone', canRetry: false }]);
    await settled(element);
    await click(element, 'L’envoyer à d’autres');
    await expect(element).to.be.accessible();
    expect(wordsOf(element)).to.contain('Sofia, Driss, Hana, Julián, Marc, Geneviève et Yann liront ceci');
    await click(element, 'L’envoyer à ces personnes');
    expect(client.written).to.deep.equal([{ verb: 'retry', with: 'r-1' }]);
    expect(findAll(element, '[part~=refused]')).to.have.length(0);
  });

  it('says why a refused text could not be sent again, and keeps it', async () => {
    const { element, client } = await show('cordee-sync-badge', bare);
    client.refuse([refused]);
    client.failWrites('CORDEE_PERMISSION_DENIED');
    await settled(element);
    await click(element, 'Renvoyer');
    expect(wordsOf(element))
      .to.contain('ces personnes ne peuvent plus être jointes')
      .and.contain('Un texte qui compte.');
    expect(consoleLines()).to.have.length(1);
  });

  it('tries at once when asked', async () => {
    const { element, client } = await show('cordee-sync-badge', { ...bare, activity: 'offline' });
    await click(element, 'Essayer maintenant');
    expect(client.written.map(({ verb }) => verb)).to.deep.equal(['syncNow']);
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
