import type { Page } from 'puppeteer-core';
import { control, seesText } from './support.js';

export const press = (page: Page, name: string): Promise<void> => control(page, 'button', name).click();

/** Into the field with this name, or the only one there is. */
export const write = (page: Page, words: string, field?: string): Promise<void> =>
  page.locator(`::-p-aria([role="textbox"]${field === undefined ? '' : `[name="${field}"]`})`).fill(words);

/** What is looked for by its text has to be there first: the browser's driver remembers what it has not found. */
export async function openTopic(page: Page, words: string): Promise<void> {
  await seesText(page, new RegExp(words));
  await page.locator(`::-p-text(${words})`).click();
}

/** Says to the coach that something is hard, now. */
export async function raiseChallenge(page: Page, words: string): Promise<void> {
  await press(page, 'Défi du moment');
  await write(page, words);
  await seesText(page, /Marc lira ceci/);
  await press(page, 'Poser ce défi');
}
