import { type CordeeInspector, createTraceLog } from '../../components/inspector/index.js';
import type { TraceEvent } from '../../src/index.js';
import {
  type TestCordee,
  type TestCordeeOptions,
  createTestCordee,
  createTestJourney,
} from '../../src/testing/index.js';
import {
  becomesTrue,
  button,
  click,
  consoleLines,
  expect,
  find,
  findAll,
  place,
  press,
  settled,
  wordsOf,
} from './support.js';

const word = 'Grzmot-secret';
const members = [
  { person: 'ines', name: `Inès ${word}`, role: 'coachee' },
  { person: 'marc', name: `Marc ${word}`, role: 'coach' },
] as const;
const journey = createTestJourney({ id: 'ines-journey', members });
const says = {
  journey: 'ines-journey',
  audience: { kind: 'circle' },
  body: { text: word, lang: 'fr' },
} as const;

interface Opened extends TestCordee {
  readonly element: CordeeInspector;
  readonly log: ReturnType<typeof createTraceLog>;
}

async function open(options: Partial<TestCordeeOptions> = {}, isTraced = true): Promise<Opened> {
  const log = createTraceLog();
  const cordee = await createTestCordee({ person: 'ines', journeys: [journey], onTrace: log.record, ...options });
  const provider = document.createElement('cordee-provider');
  provider.client = cordee.client;
  const element = document.createElement('cordee-inspector');
  if (isTraced) element.traces = log;
  provider.append(element);
  place(provider);
  await drawn(element, cordee);
  return { ...cordee, element, log };
}

async function drawn(element: HTMLElement, { settled: everythingStored }: TestCordee): Promise<void> {
  await everythingStored();
  await settled(element);
  await becomesTrue(() => find(element, '[part~=base]').childElementCount > 1);
  await settled(element);
}

/** A live answer comes a moment after what it answers to. */
const comes = (element: HTMLElement, name: string, text: string): Promise<void> =>
  becomesTrue(() => part(element, name).includes(text));

const part = (element: HTMLElement, name: string): string => wordsOf(find(element, `[part~=${name}]`));

/** Takes the clipboard's place until the test is over. */
function withClipboard(write: (text: string) => Promise<void>): void {
  const own = Object.getOwnPropertyDescriptor(navigator, 'clipboard');
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: write } });
  undo.push(() =>
    own ? Object.defineProperty(navigator, 'clipboard', own) : Reflect.deleteProperty(navigator, 'clipboard'),
  );
}
const undo: (() => unknown)[] = [];
afterEach(() => undo.splice(0).forEach((run) => run()));

describe('<cordee-inspector>', () => {
  it('shows what is stored, how the sync stands and what happened last', async () => {
    const { element } = await open();
    await becomesTrue(() => findAll(element, '[part~=sync]').length > 0);
    expect(part(element, 'sync')).to.contain('Au repos').and.contain('synchronisé');
    expect(part(element, 'device')).to.contain('Au mieux').and.contain('protocole 1');
    expect(part(element, 'outbox')).to.contain('Rien n’attend');
    expect(part(element, 'scopes'))
      .to.contain('ines-journey')
      .and.contain('5 enregistrements')
      .and.contain('3 espaces');
    expect(part(element, 'errors')).to.contain('Aucune');
    expect(part(element, 'traces')).to.contain('request-ended').and.contain('pulled');
    await expect(element).to.be.accessible();
  });

  it('counts what waits by kind, without a network too', async () => {
    const cordee = await open();
    const { element, client, goOffline } = cordee;
    await goOffline();
    await client.forum.open(says);
    await client.circle.setHours('ines-journey', { days: [1], from: '09:00', to: '10:00' });
    await drawn(element, cordee);
    await comes(element, 'sync', 'Hors ligne');
    await comes(element, 'outbox', '2 changements attendent');
    expect(part(element, 'sync')).to.contain('Hors ligne');
    expect(part(element, 'outbox'))
      .to.contain('2 changements attendent')
      .and.contain('écriture topic × 1')
      .and.contain('commande membership.hours × 1');
    await expect(element).to.be.accessible();
  });

  it('shows refused changes by reason, and the last errors by code', async () => {
    const cordee = await open();
    const { element, client, server } = cordee;
    server.refuse('quota');
    await client.forum.open(says);
    await comes(element, 'outbox', 'quota × 1');
    server.fail(503);
    await client.sync.syncNow();
    await comes(element, 'errors', 'CORDEE_SYNC_OFFLINE');
    expect(part(element, 'outbox')).to.contain('quota × 1');
    expect(part(element, 'errors')).to.contain('CORDEE_SYNC_OFFLINE').and.contain('503');
    await expect(element).to.be.accessible();
  });

  it('says that nothing is there, that it is on its way, and that it cannot be read', async () => {
    const { element } = await open({ journeys: [] });
    expect(part(element, 'scopes')).to.contain('Aucun périmètre');
    const failing = await open();
    failing.device.reads('fail');
    const again = document.createElement('cordee-inspector');
    failing.element.replaceWith(again);
    await becomesTrue(() => findAll(again, '[part~=failed]').length === 1);
    expect(wordsOf(again)).to.contain('Copier le rapport');
    expect(consoleLines()).to.have.length(1);
    await expect(again).to.be.accessible();
  });

  it('says how traces are kept where nobody keeps them', async () => {
    const { element } = await open({}, false);
    expect(part(element, 'traces')).to.contain('Aucune trace').and.contain('onTrace: log.record');
  });

  it('holds the list of events still, and leaves out what went well', async () => {
    const cordee = await open();
    const { element, log } = cordee;
    await click(element, 'Suspendre');
    const count = findAll(element, '[part~=traces] li').length;
    log.record({ type: 'removed', at: 0, scope: 'j9' });
    await settled(element);
    expect(findAll(element, '[part~=traces] li')).to.have.length(count);
    await click(element, 'Reprendre');
    expect(part(element, 'traces')).to.contain('j9');
    log.record({ type: 'error', at: 0, code: 'CORDEE_SYNC_AUTH', status: 401, isRetryable: false });
    find<HTMLInputElement>(element, 'input[type=checkbox]').click();
    await settled(element);
    expect(findAll(element, '[part~=traces] li')).to.have.length(1);
  });

  it('follows another log, and lets go of the first', async () => {
    const { element, log } = await open();
    const next = createTraceLog();
    element.traces = next;
    await settled(element);
    expect(part(element, 'traces')).to.contain('Rien ne s’est encore passé');
    log.record({ type: 'removed', at: 0, scope: 'old' });
    next.record({ type: 'removed', at: 0, scope: 'new' });
    await settled(element);
    expect(part(element, 'traces')).to.contain('new').and.not.contain('old');
  });

  it('speaks English too', async () => {
    const cordee = await open();
    cordee.element.locale = 'en';
    await becomesTrue(() => wordsOf(cordee.element).includes('Inside Cordée'));
    expect(part(cordee.element, 'scopes')).to.contain('5 records');
  });

  it('copies a report with counts and codes, in which there is no word of anybody and no id', async () => {
    let report = '';
    withClipboard(async (text) => {
      report = text;
    });
    const cordee = await open();
    const { element, client, server, log, store } = cordee;
    await client.forum.open(says);
    await cordee.settled();
    server.refuse('quota');
    await client.forum.open(says);
    // What no client of ours tells, and a page may put in all the same.
    log.record({ type: 'error', at: 0, code: word, note: word, isRetryable: true } as unknown as TraceEvent);
    await comes(element, 'outbox', 'quota × 1');
    await comes(element, 'sync', 'Au repos');
    await click(element, 'Copier le rapport');
    await becomesTrue(() => report !== '');
    expect(wordsOf(element)).to.contain('Copié');
    const { replica } = await store.identity();
    for (const secret of [word, 'Inès', 'Marc', 'ines-journey', 'ines', replica])
      expect(report, secret).not.to.contain(secret);
    const { outbox, refused, scopes, events, versions, sync } = JSON.parse(report) as {
      readonly [name: string]: unknown;
      readonly scopes: readonly { readonly id: string }[];
      readonly events: readonly { readonly type: string }[];
    };
    expect(outbox).to.deep.equal({ waiting: 0, changes: [] });
    expect(refused).to.deep.equal([{ reason: 'quota', count: 1 }]);
    expect(scopes).to.have.length(1);
    expect(scopes[0]?.id).to.match(/^#[0-9a-f]{14}$/);
    expect(events.map(({ type }) => type)).to.include.members(['pulled', 'pushed', 'refused']);
    expect(versions).to.include({ protocol: 1 });
    expect(sync).to.include({ activity: 'idle', pending: 0 });
  });

  it('shows the report where the page may not copy, selected, and says so', async () => {
    withClipboard(() => Promise.reject(new DOMException('', 'NotAllowedError')));
    const { element } = await open();
    await click(element, 'Copier le rapport');
    await becomesTrue(() => findAll(element, 'textarea').length === 1);
    const field = find<HTMLTextAreaElement>(element, 'textarea');
    await becomesTrue(() => field.selectionEnd === field.value.length);
    expect(JSON.parse(field.value)).to.include({ report: 'cordee-inspector/1' });
    expect(element.shadowRoot?.activeElement).to.equal(field);
    await expect(element).to.be.accessible();
  });

  it('is worked with the keyboard alone', async () => {
    const { element } = await open();
    for (const name of ['Copier le rapport', 'Synchroniser', 'Suspendre']) {
      const target = button(element, name);
      target.focus();
      expect(element.shadowRoot?.activeElement, name).to.equal(target);
    }
    const list = find(element, '.events.long');
    list.focus();
    await press(list, 'End');
    expect(element.shadowRoot?.activeElement).to.equal(list);
  });
});
