import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SignJWT, generateKeyPair } from 'jose';
import { tokenAudience, tokenIssuer } from '../../demo/session.js';
import { raiseChallenge } from './acts.js';
import { seesNoText, seesText, useStage, visibleText, visit } from './support.js';

const stage = useStage();

/** The first token ends after five seconds; whoever refreshes gets one that lasts. What is asked is counted. */
const giveShortToken = (url: string) => `(() => {
  const journey = document.querySelector('cordee-journey');
  globalThis.asked = [];
  journey.tokenFactory = async (refresh) => {
    globalThis.asked.push(refresh);
    return (await (await fetch('${url}' + (refresh ? '' : '&seconds=5'))).json()).token;
  };
})()`;

/** Whether a pushed body carries these words. */
const carries = (body: string | undefined, words: string): boolean =>
  body?.includes(JSON.stringify(words).slice(1, -1)) ?? false;

test('[A-LMS-2] a token that has ended is renewed once and without a word, and what was written is sent once', async () => {
  const words = 'Encore là, dix secondes après.';
  const ines = await visit(stage.browser, 'about:blank');
  await ines.page.evaluateOnNewDocument(
    `addEventListener('DOMContentLoaded', () => ${giveShortToken('/session/token?as=ines')}, { once: true })`,
  );
  const pushes: number[] = [];
  ines.page.on('response', (response) => {
    if (response.url().endsWith('/v1/push') && carries(response.request().postData(), words))
      pushes.push(response.status());
  });
  await ines.page.goto(`${stage.demo.url}/as/ines`);
  await seesText(ines.page, /Tout est envoyé/);
  assert.deepEqual(await ines.page.evaluate('globalThis.asked'), [false]);
  const start = Date.now();
  // The token's own end is what this waits for.
  await ines.page.waitForFunction((since) => Date.now() - since > 10_000, {}, start);
  await raiseChallenge(ines.page, words);
  await seesText(ines.page, new RegExp(`${words}.{0,80}?envoyé`));
  await seesText(ines.page, /Tout est envoyé/);
  assert.deepEqual(await ines.page.evaluate('globalThis.asked'), [false, true]);
  assert.deepEqual(
    pushes.filter((status) => status === 200),
    [200],
    'one push brought it',
  );
  await seesNoText(ines.page, /Reconnectez-vous/);
  // The line of time tells of it too; among the challenges it stands once.
  const [challenges = ''] = /Défis du moment.*?La suite/.exec(await visibleText(ines.page)) ?? [];
  assert.equal(challenges.split(words).length - 1, 1);
  assert.deepEqual([...ines.violations, ...ines.complaints], []);
  await ines.close();
});

test('a token that another key signed is refused in words that name no reason, and the page asks to sign in', async () => {
  const { privateKey } = await generateKeyPair('EdDSA');
  const foreign = await new SignJWT({ tenant: 'valmonte' })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'cordee+jwt', kid: 'demo' })
    .setIssuer(tokenIssuer)
    .setAudience(tokenAudience)
    .setSubject('ines')
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(privateKey);
  const response = await fetch(`${stage.demo.url}/v1/pull`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${foreign}` },
    body: JSON.stringify({ v: 1, schema: '2026-11', replica: 'r1', journeys: [] }),
  });
  assert.equal(response.status, 401);
  const problem = (await response.json()) as { error: { code: string } };
  assert.equal(problem.error.code, 'unauthorized');

  const page = await (await stage.browser.createBrowserContext()).newPage();
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    if (request.url().includes('/session/token'))
      void request.respond({ contentType: 'application/json', body: JSON.stringify({ token: foreign }) });
    else void request.continue();
  });
  await page.goto(`${stage.demo.url}/as/ines`);
  await seesText(page, /Reconnecte(z-vous|-toi)/);
  await page.browserContext().close();
});
