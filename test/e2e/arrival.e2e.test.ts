import assert from 'node:assert/strict';
import { test } from 'node:test';
import { control, seesNoText, seesText, useStage, visit } from './support.js';

const stage = useStage();

test('[A-COM-1] from a link to a first answer in six interactions, without an account, seeing only what is the circle’s', async () => {
  const ines = await visit(stage.browser, `${stage.demo.url}/as/ines?lang=fr`);
  await seesText(ines.page, /Défi du moment/);
  const link = await ines.page.evaluate(async () => {
    const journey = document.querySelector('cordee-journey') as unknown as { client: { circle: { invite(draft: object): Promise<{ readonly link: string }> } } };
    const made = await journey.client.circle.invite({
      journey: 'ines-journey', role: 'companion', locale: 'fr', page: `${location.origin}/welcome?lang=fr`,
      words: 'Tu m’as vue monter l’équipe. Dis-moi ce que tu vois.', hope: 'Un regard franc', offer: 'Je te dirai ce que j’en fais',
    });
    return made.link;
  });

  const began = Date.now();
  // 1: the link.
  const guest = await visit(stage.browser, link);
  await seesText(guest.page, /Inès aimerait vous avoir dans sa cordée/);
  await seesText(guest.page, /Ni compte ni mot de passe/);
  // 2: a name. 3: yes.
  await guest.page.locator('::-p-aria([role="textbox"])').fill('Olena');
  await control(guest.page, 'button', 'J’accepte').click();
  await seesText(guest.page, /J’ai confié la prévision/);
  assert.equal(new URL(guest.page.url()).hash.includes('cordee-invitation'), false);
  await seesNoText(guest.page, /Semaine 11|Le chemin|Difficile|Demain à neuf heures/);
  // 4: a topic. 5: words. 6: send.
  await guest.page.locator('::-p-text(J’ai confié la prévision)').click();
  await guest.page.locator('::-p-aria([role="textbox"])').fill('Mardi, tu as laissé le silence durer. C’était juste.');
  await control(guest.page, 'button', 'Envoyer').click();
  await seesText(guest.page, /C’était juste\..{0,80}envoyé/);
  console.log(`# from the link to a first answer: ${Date.now() - began} ms and six interactions`);

  await control(ines.page, 'button', 'Forum').click();
  await seesText(ines.page, /J’ai confié la prévision/);
  await ines.page.locator('::-p-text(J’ai confié la prévision)').click();
  await seesText(ines.page, /Olena .{0,80}C’était juste/);

  // Who comes back without the link is known.
  await guest.page.goto(`${stage.demo.url}/welcome?lang=fr`);
  await seesText(guest.page, /La cordée d’Inès/);
  assert.deepEqual([...guest.violations, ...guest.complaints, ...ines.violations, ...ines.complaints], []);
  await guest.close();
  await ines.close();
});
