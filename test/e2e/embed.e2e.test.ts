import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seesText, useStage, visit } from './support.js';

const stage = useStage();

for (const embed of ['tag', 'div']) {
  test(`[A-LMS-1] as a ${embed}, the journey shows under the strictest policy with Trusted Types, and nothing complains`, async () => {
    const { page, violations, complaints, close } = await visit(stage.browser, `${stage.demo.url}/as/ines?embed=${embed}`);
    await seesText(page, /Semaine 11 sur 26/);
    await seesText(page, /Le dire tant que c’est petit/);
    await seesText(page, /Tout est envoyé/);
    assert.deepEqual(violations, []);
    assert.deepEqual(complaints, []);
    await close();
  });
}

test('the reports that those tests look for are seen when there is something to report', async () => {
  const { page, violations, close } = await visit(stage.browser, `${stage.demo.url}/as/ines`);
  await page.evaluate(() => {
    const image = document.createElement('img');
    image.src = 'https://elsewhere.example/a.png';
    document.body.append(image);
    image.setAttribute('style', 'color: red');
    try {
      image.outerHTML = '<b></b>';
    } catch {
      // Trusted Types are enforced: this throws, and is reported.
    }
  });
  await page.waitForFunction(() => document.body.lastElementChild?.localName === 'img');
  assert.deepEqual(violations.map((report) => report.split(':')[0]).toSorted(), ['img-src', 'require-trusted-types-for', 'style-src-attr']);
  await close();
});

test('each page speaks the language of its reader, and another when the page does', async () => {
  const sofia = await visit(stage.browser, `${stage.demo.url}/as/sofia`);
  await seesText(sofia.page, /You have all accepted|Vous avez toutes et tous accepté/);
  assert.equal(await sofia.page.evaluate(() => document.documentElement.lang), 'en');
  await sofia.close();
  const ines = await visit(stage.browser, `${stage.demo.url}/as/ines?lang=en`);
  await seesText(ines.page, /Week 11 of 26/);
  await seesText(ines.page, /Say it while it is small/);
  await ines.close();
});

test('who is on no rope sees a kind word, and nothing of anybody', async () => {
  const claire = await visit(stage.browser, `${stage.demo.url}/as/claire`);
  await seesText(claire.page, /aucune cordée ici/);
  assert.deepEqual([...claire.violations, ...claire.complaints], []);
  await claire.close();
});
