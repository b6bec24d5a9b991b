import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SignJWT, generateKeyPair } from 'jose';
import { tokenAudience, tokenIssuer } from '../../demo/session.js';
import { control, seesText, useStage, visit } from './support.js';

const stage = useStage();

/** Lets the page count how it is asked for tokens, and give the one that a test wants. */
const watchTokens = `(() => {
  const journey = document.querySelector('cordee-journey');
  const given = journey.tokenFactory;
  globalThis.asked = [];
  journey.tokenFactory = async (refresh) => { globalThis.asked.push(refresh); return given(refresh); };
})()`;

test('[A-LMS-2] a token that has ended is renewed without a word, and what was written is sent once', async () => {
  const ines = await visit(stage.browser, `${stage.demo.url}/as/ines?token-seconds=5`);
  await seesText(ines.page, /Tout est envoyé/);
  await ines.page.evaluate(watchTokens);
  const words = 'Encore là, dix secondes après.';
  const start = Date.now();
  // The token's own end is what this waits for.
  await ines.page.waitForFunction((since) => Date.now() - since > 6_000, {}, start);
  await control(ines.page, 'button', 'Défi du moment').click();
  await ines.page.locator('::-p-aria([role="textbox"])').fill(words);
  await control(ines.page, 'button', 'Poser ce défi').click();
  await seesText(ines.page, new RegExp(`${words}.{0,80}?envoyé`));
  const asked = await ines.page.evaluate('globalThis.asked') as readonly boolean[];
  assert.ok(asked.length > 0 && asked.every(Boolean), JSON.stringify(asked));
  assert.deepEqual([...ines.violations, ...ines.complaints], []);
  const accepted = (await ines.bodies()).filter((body) => body.includes('"st":"ok"') && body.includes('"lastSeq":{"ines-journey":1}') && !body.includes('"access"'));
  assert.equal(accepted.length, 1, 'one push brought it');
  await ines.close();
});

test('a token that another key signed is refused in words that name no reason, and the page asks to sign in', async () => {
  const { privateKey } = await generateKeyPair('EdDSA');
  const foreign = await new SignJWT({ tenant: 'valmonte' })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'cordee+jwt', kid: 'demo' })
    .setIssuer(tokenIssuer).setAudience(tokenAudience).setSubject('ines').setIssuedAt().setExpirationTime('5m').sign(privateKey);
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
    if (request.url().includes('/session/token')) void request.respond({ contentType: 'application/json', body: JSON.stringify({ token: foreign }) });
    else void request.continue();
  });
  await page.goto(`${stage.demo.url}/as/ines`);
  await seesText(page, /Reconnecte(z-vous|-toi)/);
  await page.browserContext().close();
});
