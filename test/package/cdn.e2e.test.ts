import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { press } from '../e2e/acts.js';
import { cordeeTag, openHostPage } from '../e2e/host-page.js';
import { createFolder, projectRoot, seesText, useStage } from '../e2e/support.js';

const cdn = join(projectRoot, 'dist/cdn');
const importsOf = (code: string): string[] =>
  [...code.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*["'`](\.{1,2}\/[^"'`]+)["'`]/g)].map(([, address = '']) => address);

test('no part imports a door whose address a page writes, and what is behind a door is fetched in one go', () => {
  const inChunks = readdirSync(join(cdn, 'chunks'))
    .filter((name) => name.endsWith('.js'))
    .flatMap((file) =>
      importsOf(readFileSync(join(cdn, 'chunks', file), 'utf8')).map((address) => ({ file, address })),
    );
  assert.ok(inChunks.length > 5, 'the parts import each other');
  for (const { file, address } of inChunks) assert.match(address, /^\.\/[\w-]+-[\w-]{7}\.js$/, file);
  const door = readFileSync(join(cdn, 'cordee.js'), 'utf8');
  assert.ok(door.length < 400, 'what is behind the door is not in it');
  const behind = [...new Set(importsOf(door))];
  assert.deepEqual(
    behind.map((address) => address.split('-')[0]),
    ['./chunks/guard', './chunks/start'],
    'in this order: the first says why the second cannot run',
  );
  for (const address of behind) {
    const statically = [
      ...readFileSync(join(cdn, address), 'utf8').matchAll(/(?:^|;)import(?!\()[^;"'`]*["'`]\.{1,2}\/[^"'`]+["'`]/g),
    ];
    assert.deepEqual(statically, [], 'nothing has to be fetched after it before it runs');
  }
});

const stage = useStage();

const scripts: Readonly<Record<string, { readonly script: string; readonly tag?: string }>> = {
  'as WordPress writes it': { script: '<script type="module" src="/cordee.js?ver=6.1.9"></script>' },
  'as a classic script': { script: '<script src="/cordee.iife.js?ver=6.1.9"></script>' },
  'under a prefix': {
    script: '<script type="module" src="/cordee.js?prefix=acme-cordee"></script>',
    tag: 'acme-cordee-journey',
  },
  'as a classic script under a prefix': {
    script: '<script src="/cordee.iife.js?prefix=acme-cordee&ver=2"></script>',
    tag: 'acme-cordee-journey',
  },
  'twice, by two parts of a page': {
    script:
      '<script type="module" src="/cordee.js?ver=1"></script><script type="module" src="/cordee.js"></script><script src="/cordee.iife.js?ver=3"></script>',
  },
};

for (const [how, { script, tag = 'cordee-journey' }] of Object.entries(scripts)) {
  test(`with a query after the script's address, ${how}, every place works and nothing runs twice`, async (t) => {
    const { page, asked, lines } = await openHostPage(t, stage.browser, stage.demo.url, {
      html: `<!doctype html><html lang="fr"><title>A page</title>${script}<main>${cordeeTag('ines', tag)}</main>`,
    });
    await seesText(page, /Semaine 11 sur 26/);
    await opensPlaces(page);
    const files = asked.map((url) => url.split('?')[0] ?? '').filter((path) => path.startsWith('/chunks/'));
    assert.deepEqual(
      files.filter((path, index) => files.indexOf(path) !== index),
      [],
      'fetched twice',
    );
    assert.deepEqual(
      lines.filter((line) => /^(error|warn|uncaught)/.test(line)),
      [],
    );
  });
}

test('two versions live beside each other, each with its own tags', async (t) => {
  const folder = await createFolder();
  t.after(() => folder.remove());
  cpSync(cdn, folder.path, { recursive: true });
  // Another version has other hashes in its names: here every file is given one.
  for (const name of readdirSync(folder.path, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.js'),
  )) {
    const file = join(folder.path, name);
    const code = readFileSync(file, 'utf8').replaceAll('"0.1.0"', '"0.0.9"').replaceAll('`0.1.0`', '`0.0.9`');
    writeFileSync(file, code);
  }
  const { serveFolder } = (await import(pathToFileURL(join(projectRoot, 'scripts/serve-folder.mjs')).href)) as {
    serveFolder(root: string, headers?: Record<string, string>): Promise<{ readonly url: string; close(): void }>;
  };
  const older = await serveFolder(folder.path, { 'access-control-allow-origin': '*' });
  t.after(() => older.close());
  const html = `<!doctype html><html lang="fr"><title>A page</title>
    <script type="module" src="/cordee.js?ver=2"></script><script type="module" src="${older.url}cordee.js?prefix=acme-cordee&ver=1"></script>
    ${cordeeTag('ines')}${cordeeTag('ines', 'acme-cordee-journey')}`;
  const { page, lines } = await openHostPage(t, stage.browser, stage.demo.url, { html });
  await seesText(page, /Semaine 11 sur 26.*Semaine 11 sur 26/);
  const versions = await page.evaluate(() =>
    ['cordee-journey', 'acme-cordee-journey'].map(
      (name) => (customElements.get(name) as { cordeeVersion?: string } | undefined)?.cordeeVersion,
    ),
  );
  assert.deepEqual(versions, ['0.1.0', '0.0.9']);
  assert.deepEqual(
    lines.filter((line) => /^(error|uncaught)/.test(line)),
    [],
  );
});

/** Opens places whose code comes later, and one that has words of others in it. */
async function opensPlaces(page: Page): Promise<void> {
  await press(page, 'Objectifs');
  await seesText(page, /Un écart vaut une conversation|Ce que je vise/);
  await press(page, 'Forum');
  await seesText(page, /Peu de questions, et toujours un mot sur ce que les réponses sont devenues/);
}
