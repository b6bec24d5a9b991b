import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPages } from '../../demo/intranet/pages.js';
import { readScenario } from '../../demo/scenario.js';

const session = {
  publicKey: {},
  signToken: async (person: { readonly id: string }, options?: { readonly seconds?: number | undefined }) =>
    `${person.id}/${options?.seconds ?? 'usual'}`,
};
const pages = createPages(readScenario(), session, () => Date.parse('2026-11-28T10:00:00Z'));
const get = (path: string, headers: Record<string, string> = {}) => pages.request(path, { headers });
const textOf = async (path: string, headers?: Record<string, string>) => (await get(path, headers)).text();

test('every page asks for the strictest policy', async () => {
  for (const path of ['/', '/as/ines', '/as/claire', '/as/hana?embed=div']) {
    const response = await get(path);
    assert.equal(response.status, 200);
    assert.equal(
      response.headers.get('content-security-policy'),
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html",
    );
    assert.doesNotMatch(await response.text(), /style="|<style|<script>|\son\w+="/);
  }
});

test('the front door names everybody, in the language of the reader', async () => {
  assert.match(await textOf('/', { 'accept-language': 'fr-CA,fr;q=0.9' }), /Qui êtes-vous/);
  assert.match(await textOf('/?lang=fr'), /<html lang="fr"/);
  const english = await textOf('/', { 'accept-language': 'en-GB' });
  for (const { name, id } of readScenario().people)
    assert.ok(english.includes(`href="/as/${id}"`) && english.includes(name), name);
});

test('Cordée stands in the page as a tag with one script, or as a div', async () => {
  const tag = await textOf('/as/ines');
  assert.match(tag, /<html lang="fr"/);
  assert.match(tag, /<cordee-journey url="\/" tenant="valmonte" user="ines" link-page="\/welcome" locale="fr"/);
  assert.equal(tag.match(/src="\/cordee\.js"/g)?.length, 1);
  const div = await textOf('/as/ines?embed=div&token-seconds=5');
  assert.match(div, /<div data-cordee="journey" data-url="\/" data-tenant="valmonte" data-user="ines"/);
  assert.match(div, /data-token-url="\/session\/token\?as=ines&amp;seconds=5"/);
  assert.doesNotMatch(div, /<cordee-/);
});

test('people from outside see nothing of the company but their own door', async () => {
  for (const guest of ['hana', 'julian', 'marc'])
    assert.doesNotMatch(await textOf(`/as/${guest}?lang=en`), /Canteen|Repair first|Directory/);
  assert.match(await textOf('/as/sofia'), /Canteen[\s\S]*Repair first|Repair first[\s\S]*Canteen/);
});

test('a page can be dark, and in another language than its person', async () => {
  assert.match(
    await textOf('/as/ines?theme=dark&lang=en'),
    /<html lang="en" data-theme="dark"[\s\S]*locale="en" theme="dark"/,
  );
  assert.match(await textOf('/as/ines?theme=%22%3E%3Cscript%3E'), /data-theme="auto"/);
});

test('the session gives tokens to people of the company, and to nobody else', async () => {
  assert.deepEqual(await (await get('/session/token?as=ines')).json(), { token: 'ines/usual' });
  assert.deepEqual(await (await get('/session/token?as=ines&seconds=5')).json(), { token: 'ines/5' });
  assert.equal((await get('/session/token?as=nobody')).status, 404);
  assert.equal((await get('/as/nobody')).status, 404);
  assert.equal((await get('/../package.json')).status, 404);
});
