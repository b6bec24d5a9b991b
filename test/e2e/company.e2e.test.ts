import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readScenario, readTemplates } from '../../demo/scenario.js';
import { type SyncStorage, createSyncServer } from '../../server/index.js';
import { queryNames } from '../../src/protocol/queries.js';
import { schemaVersion } from '../../src/protocol/version.js';
import { raiseChallenge } from './acts.js';
import { textsIn } from './scenario-words.js';
import {
  type Visit,
  becomesTrue,
  dumpIndexedDb,
  patienceMs,
  seesText,
  useStage,
  visibleText,
  visit,
} from './support.js';

const stage = useStage();

const journey = 'ines-journey';
const canary = 'Chardon-vert-2208 : qui paie ne lira jamais ceci.';
const target = { j: journey, t: 'topic', id: 'm-1' };
const secret = 'A'.repeat(43);

/** What somebody who wants to read Inès would ask of each address that the sync server has. */
const questions: Readonly<Record<string, object | undefined>> = {
  'GET /v1/health': undefined,
  'GET /v1/ready': undefined,
  'GET /v1/events': undefined,
  'GET /v1/whose': undefined,
  'POST /v1/pull': {
    v: 1,
    schema: schemaVersion,
    replica: 'look',
    journeys: [{ id: journey, spaces: { [`${journey}/circle`]: '1', [`${journey}/guides`]: '1' } }],
  },
  'POST /v1/push': {
    v: 1,
    schema: schemaVersion,
    replica: 'look',
    at: '2026-11-16T09:00:00.000Z',
    cause: 'online',
    txs: [
      {
        journey,
        seq: 1,
        op: 'look',
        ops: [{ o: 'set', ...target, space: `${journey}/circle`, f: { pinned: true }, s: {} }],
      },
    ],
  },
  'POST /v1/invitations': {
    v: 1,
    id: 'look',
    journey,
    role: 'companion',
    words: 'Let me in',
    locale: 'en',
    hiddenFromCompany: false,
  },
  'POST /v1/invitations/revoke': { v: 1, id: 'invitation-1' },
  'POST /v1/invitations/open': { v: 1, token: secret },
  'POST /v1/invitations/accept': {
    v: 1,
    token: secret,
    secret,
    name: 'Claire',
    timeZone: 'Europe/Paris',
    locale: 'fr',
  },
  'POST /v1/invitations/decline': { v: 1, token: secret },
  'POST /v1/guests/token': { v: 1, secret },
  'POST /v1/query': { v: 1, name: 'notes.count', args: { journey } },
};

/** The addresses that there are, so that a new one is asked too. */
const addresses = (): readonly string[] => {
  const { app } = createSyncServer({
    storage: {} as SyncStorage,
    verifyToken: () => Promise.reject(new Error('Nobody asks.')),
  });
  return [
    ...new Set(
      app.routes
        .filter(({ method }) => method === 'GET' || method === 'POST')
        .map(({ method, path }) => `${method} ${path}`),
    ),
  ].toSorted();
};

/** Every text in a value, however deep. */
const textsOf = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsOf)
      : [];

interface Pulled {
  readonly journeys?: readonly { readonly id: string; readonly puts: readonly { readonly f: unknown }[] }[];
}

/** All that is hers and in no template: words, goals, names, reasons, days. Words of the model and names of sites say nothing. */
async function textsAbout(ines: Visit): Promise<readonly string[]> {
  const open = new Set([...readTemplates().flatMap(textsOf), ...readScenario().company.sites]);
  const pulled = (await ines.bodies())
    .filter((body) => body !== '')
    .flatMap((body) => (JSON.parse(body) as Pulled).journeys ?? [])
    .filter(({ id }) => id === journey);
  const hers = new Set(pulled.flatMap(({ puts }) => puts.flatMap(({ f }) => textsOf(f))));
  return [...hers].filter((text) => !open.has(text) && !/^[a-z-]{1,16}$/.test(text) && text.length > 3);
}

/** The whole answer; of the stream, what it says until it has been poked at. */
async function answerTo(address: string, token: string, asked = questions[address]): Promise<string> {
  const [method = '', path = ''] = address.split(' ');
  const ending = new AbortController();
  const response = await fetch(`${stage.demo.url}${path}`, {
    method,
    signal: AbortSignal.any([ending.signal, AbortSignal.timeout(patienceMs)]),
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(method === 'POST' ? { body: JSON.stringify(asked) } : {}),
  });
  const head = `${response.status} ${JSON.stringify([...response.headers])}`;
  if (path !== '/v1/events') return `${head} ${await response.text()}`;
  const { value } = await response.body!.getReader().read();
  ending.abort();
  return `${head} ${new TextDecoder().decode(value as Uint8Array)}`;
}

test('[A-PER-3] the company’s programme lead gets nothing of Inès from any address of the server, and sees nothing of her on any screen', async () => {
  const ines = await visit(stage.browser, `${stage.demo.url}/as/ines`);
  await seesText(ines.page, /Tout est envoyé/);
  const claire = await visit(stage.browser, `${stage.demo.url}/as/claire`);
  await seesText(claire.page, /aucune cordée/);
  await raiseChallenge(ines.page, canary);
  await seesText(ines.page, new RegExp(`${canary}.{0,80}?envoyé`));
  await ines.page.reload();
  await seesText(ines.page, /Tout est envoyé/);
  const about = [...(await textsAbout(ines)), canary];
  console.log(`# ${about.length} texts of hers are looked for`);
  assert.ok(
    about.length > 60 && about.includes('Hana') && about.some((text) => /^\d{4}-\d\d-\d\d$/.test(text)),
    about.join(' | '),
  );

  const { token } = (await (await fetch(`${stage.demo.url}/session/token?as=claire`)).json()) as {
    readonly token: string;
  };
  assert.deepEqual(Object.keys(questions).toSorted(), addresses());
  for (const address of Object.keys(questions))
    assert.deepEqual(textsIn(await answerTo(address, token), about), [], address);
  for (const name of queryNames) {
    const answer = await answerTo('POST /v1/query', token, { v: 1, name, args: { journey } });
    assert.deepEqual(textsIn(answer, about), [], name);
  }

  for (const path of [
    '/as/claire?lang=fr',
    '/as/claire?lang=en',
    '/welcome?lang=fr',
    `/welcome?lang=fr#cordee-invitation=${secret}`,
  ]) {
    await claire.page.goto(`${stage.demo.url}${path}`);
    await becomesTrue('the screen is there', async () =>
      /aucune cordée|on no rope|lien|link/.test(await visibleText(claire.page)),
    );
    assert.deepEqual(textsIn(await visibleText(claire.page), about), [], path);
  }
  assert.deepEqual(textsIn(`${(await claire.bodies()).join()}${await dumpIndexedDb(claire.page)}`, about), []);
  await ines.close();
  await claire.close();
});
