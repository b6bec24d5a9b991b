import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTopic, press, write } from './acts.js';
import { hiddenFromCompanions, receivedBy, textsIn } from './scenario-words.js';
import { seesNoText, seesText, useStage, visit } from './support.js';

const stage = useStage();

/** As many as the words of the scenario allow. */
const allowedMs = 120_000;

test('[A-COM-1] from a link, on a phone, to a first answer in six interactions, without an account, seeing only what is the circle’s', async () => {
  const ines = await visit(stage.browser, `${stage.demo.url}/as/ines?lang=fr`);
  await seesText(ines.page, /Défi du moment/);
  await press(ines.page, 'Cercle');
  await press(ines.page, 'Convier quelqu’un');
  await write(ines.page, 'Tu m’as vue monter l’équipe. Dis-moi ce que tu vois.', 'Vos mots');
  await press(ines.page, 'Faire le lien');
  await seesText(ines.page, /Voici le lien, pour une seule personne/);
  const fields = await ines.page.$$('::-p-aria([role="textbox"])');
  const [made] = (
    await Promise.all(fields.map((field) => field.evaluate((input) => (input as HTMLInputElement).value)))
  ).filter((value) => value.startsWith(stage.demo.url));
  assert.ok(made);
  // The door for those who have no account in this company.
  const link = `${stage.demo.url}/welcome?lang=fr${new URL(made).hash}`;

  const began = Date.now();
  // 1: the link.
  const guest = await visit(stage.browser, link, { width: 390, height: 780, isMobile: true, hasTouch: true });
  await seesText(guest.page, /Inès aimerait vous avoir dans sa cordée/);
  await seesText(guest.page, /Ni compte ni mot de passe/);
  // The other language is the same door.
  await guest.page.locator('::-p-text(English)').click();
  await seesText(guest.page, /Inès would like you on/);
  await guest.page.goBack();
  await seesText(guest.page, /Inès aimerait vous avoir dans sa cordée/);
  // 2: a name. 3: yes.
  await write(guest.page, 'Olena');
  await press(guest.page, 'J’accepte');
  await seesText(guest.page, /J’ai confié la prévision/);
  assert.equal(new URL(guest.page.url()).hash.includes('cordee-invitation'), false);
  assert.equal(await guest.page.$('>>> input[type=password]'), null);
  await seesNoText(guest.page, /Semaine 11|Le chemin|Difficile|Demain à neuf heures/);
  // 4: a topic. 5: words. 6: send.
  await openTopic(guest.page, 'J’ai confié la prévision');
  await write(guest.page, 'Mardi, tu as laissé le silence durer. C’était juste.');
  await press(guest.page, 'Envoyer');
  await seesText(guest.page, /C’était juste\..{0,80}envoyé/);
  const took = Date.now() - began;
  console.log(`# from the link to a first answer: ${took} ms and six interactions`);
  assert.ok(took < allowedMs);
  assert.deepEqual(textsIn(await receivedBy(guest), hiddenFromCompanions), []);
  assert.equal(
    await guest.page.evaluate(() => document.documentElement.scrollWidth > innerWidth),
    false,
    'nothing sticks out of the phone',
  );

  await press(ines.page, 'Forum');
  await openTopic(ines.page, 'J’ai confié la prévision');
  await seesText(ines.page, /Olena .{0,80}C’était juste/);

  // Who comes back without the link is known.
  await guest.page.goto(`${stage.demo.url}/welcome?lang=fr`);
  await seesText(guest.page, /La cordée d’Inès/);
  assert.deepEqual([...guest.violations, ...guest.complaints, ...ines.violations, ...ines.complaints], []);
  await guest.close();
  await ines.close();
});
