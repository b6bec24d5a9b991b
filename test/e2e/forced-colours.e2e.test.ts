import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { openTopic, press, write } from './acts.js';
import { seesText, useStage, visit } from './support.js';

const stage = useStage();

interface Words {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the words on each button in sight are, line by line, through every shadow root. */
const wordsOnButtons = (page: Page): Promise<readonly Words[]> =>
  page.evaluate(() => {
    const isSeen = (element: Element | null) =>
      element?.checkVisibility({ visibilityProperty: true, opacityProperty: true }) === true;
    const buttonsIn = (root: ParentNode): readonly HTMLButtonElement[] =>
      [...root.querySelectorAll('*')].flatMap((element) => [
        ...(element instanceof HTMLButtonElement && isSeen(element) ? [element] : []),
        ...(element.shadowRoot ? buttonsIn(element.shadowRoot) : []),
      ]);
    return buttonsIn(document.querySelector('cordee-journey')!.shadowRoot!).flatMap((button) => {
      const found: Words[] = [];
      const texts = document.createTreeWalker(button, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(text);
        for (const { x, y, width, height } of range.getClientRects()) {
          if (width > 4 && text.textContent?.trim() && isSeen(text.parentElement))
            found.push({ text: text.textContent.trim(), x, y, width, height });
        }
      }
      return found;
    });
  });

/** What is painted decides, not what is computed: a browser puts plates of its own behind words. The contrast of the lightest to the darkest there. */
async function contrastOf(page: Page, words: readonly Words[]): Promise<readonly number[]> {
  const picture = await page.screenshot({ encoding: 'base64' });
  const blank = await stage.browser.newPage();
  const contrasts = await blank.evaluate(
    async (png, places) => {
      const image = new Image();
      image.src = `data:image/png;base64,${png}`;
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
      const context = canvas.getContext('2d', { willReadFrequently: true })!;
      context.drawImage(image, 0, 0);
      const channel = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
      return places.map(({ x, y, width, height }) => {
        const { data } = context.getImageData(Math.round(x), Math.round(y), Math.round(width), Math.round(height));
        let [lightest, darkest] = [0, 1];
        for (let at = 0; at < data.length; at += 4) {
          const luminance =
            0.2126 * channel(data[at]! / 255) +
            0.7152 * channel(data[at + 1]! / 255) +
            0.0722 * channel(data[at + 2]! / 255);
          [lightest, darkest] = [Math.max(lightest, luminance), Math.min(darkest, luminance)];
        }
        return (lightest + 0.05) / (darkest + 0.05);
      });
    },
    picture,
    words,
  );
  await blank.close();
  return contrasts;
}

async function assertReadable(page: Page, ...expected: readonly string[]): Promise<void> {
  const words = await wordsOnButtons(page);
  for (const text of expected)
    assert.ok(
      words.some((one) => one.text === text),
      `“${text}” is among ${words.map((one) => one.text).join(' | ')}`,
    );
  const contrasts = await contrastOf(page, words);
  assert.deepEqual(
    words.flatMap(({ text }, index) => (contrasts[index]! < 4.5 ? [`${text} ${contrasts[index]!.toFixed(1)}`] : [])),
    [],
  );
}

for (const scheme of ['light', 'dark']) {
  test(`the words on every button can be read in forced colours, ${scheme}`, async () => {
    const { page, close } = await visit(stage.browser, 'about:blank', { width: 1280, height: 4200 });
    const devtools = await page.createCDPSession();
    await devtools.send('Emulation.setEmulatedMedia', {
      features: [
        { name: 'forced-colors', value: 'active' },
        { name: 'prefers-color-scheme', value: scheme },
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ],
    });
    await page.goto(`${stage.demo.url}/as/ines`);
    await seesText(page, /Tout est envoyé/);
    await seesText(page, /Marc a lu vos mots/);
    await assertReadable(page, 'Défi du moment', 'Ouvrir cette étape', 'Forum');

    await press(page, 'Défi du moment');
    await write(page, 'La voix me manque déjà.');
    await seesText(page, /Marc lira ceci/);
    await assertReadable(page, 'Poser ce défi', 'Annuler', 'Changer');

    await press(page, 'Forum');
    await openTopic(page, 'Quelle question a ouvert');
    await seesText(page, /Ceci m’a servi/);
    await assertReadable(page, 'Envoyer', 'Ceci m’a servi', 'Qui lit ceci');
    await close();
  });
}
