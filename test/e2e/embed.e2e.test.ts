import assert from 'node:assert/strict';
import { test } from 'node:test';
import { press, write } from './acts.js';
import { seesText, useStage, visit, visibleText } from './support.js';

const stage = useStage();

for (const embed of ['tag', 'div']) {
  test(`[A-LMS-1] as a ${embed}, the journey shows under the strictest policy with Trusted Types, and nothing complains`, async () => {
    const { page, violations, complaints, close } = await visit(
      stage.browser,
      `${stage.demo.url}/as/ines?embed=${embed}`,
    );
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
  assert.deepEqual(violations.map((report) => report.split(':')[0]).toSorted(), [
    'img-src',
    'require-trusted-types-for',
    'style-src-attr',
  ]);
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

/** What has the focus, through every shadow root, and what it holds. */
const focused = `(() => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return [element?.localName, element?.value || element?.textContent.trim()];
})()`;

test('[A-DEV-2] a page that holds a message back keeps it from being sent; the text and the focus stay where they are', async () => {
  const words = 'Ceci attend un mot de la page.';
  const { page, violations, complaints, close } = await visit(stage.browser, `${stage.demo.url}/as/ines`);
  const pushed: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/v1/push')) pushed.push(request.postData() ?? '');
  });
  await page.evaluate(() => {
    const hold = (event: Event): void => {
      const { text, purpose } = event as Event & { readonly text: string; readonly purpose: string };
      document.body.dataset['held'] = `${document.body.dataset['held'] ?? ''}${purpose}: ${text}|`;
      event.preventDefault();
    };
    document.addEventListener('cordee-before-post', hold);
    document.addEventListener('let-go', () => document.removeEventListener('cordee-before-post', hold), { once: true });
  });
  await press(page, 'Défi du moment');
  await write(page, words);
  await press(page, 'Poser ce défi');
  await seesText(page, /Cette page a retenu votre texte\. Il est encore là\./);
  assert.deepEqual(await page.evaluate(focused), ['button', 'Poser ce défi']);
  // From the field, by the keyboard.
  await page.locator('::-p-aria([role="textbox"])').click();
  await page.keyboard.down('Control');
  await page.keyboard.press('Enter');
  await page.keyboard.up('Control');
  await page.waitForFunction((held) => document.body.dataset['held'] === held, {}, `challenge: ${words}|`.repeat(2));
  assert.deepEqual(await page.evaluate(focused), ['textarea', words]);
  assert.doesNotMatch(await visibleText(page), /sur cet appareil/);

  await page.evaluate(() => document.dispatchEvent(new Event('let-go')));
  await press(page, 'Poser ce défi');
  await seesText(page, new RegExp(`${words}.{0,80}?envoyé`));
  assert.equal(pushed.filter((body) => body.includes(words)).length, 1, 'sent when it was let go, and never before');
  assert.deepEqual([...violations, ...complaints], []);
  await close();
});
