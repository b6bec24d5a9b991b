import { test } from 'node:test';
import { control, seesText, useStage, visit } from './support.js';

const stage = useStage();

test('a database deleted under the page is made anew, and what is written then is sent', async () => {
  const ines = await visit(stage.browser, `${stage.demo.url}/as/ines`);
  await seesText(ines.page, /Tout est envoyé/);
  const devtools = await ines.page.createCDPSession();
  await devtools.send('Storage.clearDataForOrigin', { origin: stage.demo.url, storageTypes: 'indexeddb' });
  await control(ines.page, 'button', 'Défi du moment').click();
  await ines.page.locator('::-p-aria([role="textbox"])').fill('Après le grand ménage.');
  await control(ines.page, 'button', 'Poser ce défi').click();
  await seesText(ines.page, /Après le grand ménage\..{0,80}?envoyé/);
  await ines.page.reload();
  await seesText(ines.page, /Après le grand ménage\./);
  await ines.close();
});
