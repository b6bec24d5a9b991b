import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Keyboard, takeKeyboard } from './keyboard.js';
import { type Visit, seesNoText, seesText, useStage, visit } from './support.js';

const stage = useStage();

const wide = { width: 1280, height: 900 };

async function at(path: string): Promise<Visit & { readonly keyboard: Keyboard }> {
  const person = await visit(stage.browser, `${stage.demo.url}${path}`, wide);
  return { ...person, keyboard: await takeKeyboard(person.page) };
}

test('the main job by keyboard alone: what is next, a challenge, who reads it, an answer, and that it served', async () => {
  const words = 'Laia me contredit devant les autres, et je me tais.';
  const ines = await at('/as/ines');
  await seesText(ines.page, /Tout est envoyé/);

  // Past the page's own header, to what is next.
  await ines.keyboard.tabTo('link', 'Aller au contenu');
  await ines.page.keyboard.press('Enter');
  const places = (await ines.keyboard.tabTo('button', 'Défi du moment')).map(({ name }) => name);
  // What is new follows them, and arrives a moment after the rest: while the keys are pressed, on a slow machine.
  assert.deepEqual(places.slice(0, 6), ['Fil', 'Forum', 'Objectifs', 'Temps forts', 'Cercle', 'À moi']);
  await ines.keyboard.use('button', 'Ouvrir cette étape');
  await seesText(ines.page, /C’est fait quand/);
  await ines.keyboard.isOn('button', /^Le dire tant que c’est petit/);
  await ines.keyboard.tabTo('button', 'Répondre');
  await ines.keyboard.press('Escape');
  await ines.keyboard.isOn('button', /^Le dire tant que c’est petit/);
  await seesNoText(ines.page, /C’est fait quand/);

  // This is hard, now; and who reads it.
  await ines.keyboard.use('button', 'Défi du moment', 'back');
  await ines.keyboard.isOn('textbox', 'Qu’est-ce qui est difficile, là, maintenant ?');
  await ines.keyboard.type(words);
  await ines.keyboard.use('button', 'Changer');
  await ines.keyboard.isOn('radio', 'Marc et moi');
  await ines.keyboard.press('ArrowDown');
  await seesText(ines.page, /Marc, Geneviève et Yann liront ceci/);
  await ines.keyboard.press('ArrowUp');
  await seesText(ines.page, /Marc lira ceci/);
  await ines.keyboard.press('Escape');
  await ines.keyboard.isOn('button', 'Changer');
  const order = await ines.keyboard.tabTo('button', 'Poser ce défi');
  assert.deepEqual(order, [], 'who reads it is asked right before it is sent');
  await ines.keyboard.press('Enter');
  await ines.keyboard.isOn('button', 'Défi du moment');
  await seesText(ines.page, new RegExp(`${words}.{0,80}?envoyé`));

  // Her coach answers.
  const marc = await at('/as/marc');
  await seesText(marc.page, new RegExp(words));
  await marc.keyboard.use('button', new RegExp(words));
  await marc.keyboard.tabTo('textbox', 'Répondre à Inès');
  await marc.keyboard.type('À qui d’autre l’as-tu déjà dit ?');
  await marc.keyboard.use('button', 'Répondre');
  await seesText(marc.page, /déjà dit \?.{0,80}envoyé/);

  // She reads it, and says what it was good for.
  await seesText(ines.page, /Une réponse/);
  await ines.keyboard.use('button', new RegExp(words));
  await seesText(ines.page, /déjà dit \?/);
  // What it was good for comes with a part of its own.
  await seesText(ines.page, /Ceci m’a servi/);
  await ines.keyboard.use('button', 'Ceci m’a servi');
  await ines.keyboard.isOn('textbox', 'Qu’est-ce que cela a donné ?');
  await ines.keyboard.press('Escape');
  await ines.keyboard.isOn('button', 'Ceci m’a servi');
  await ines.keyboard.press('Space');
  await ines.keyboard.isOn('textbox', 'Qu’est-ce que cela a donné ?');
  await ines.keyboard.type('J’en ai parlé à Driss.');
  await ines.keyboard.use('button', 'Le dire en retour');
  await ines.keyboard.isOn('button', 'Reprendre');
  await seesText(ines.page, /J’en ai parlé à Driss/);
  assert.deepEqual([...ines.violations, ...ines.complaints, ...marc.violations, ...marc.complaints], []);
  await ines.close();
  await marc.close();
});

test('a companion arrives and answers by keyboard alone; the person invites, and takes the invitation back', async () => {
  const ines = await at('/as/ines');
  await seesText(ines.page, /Tout est envoyé/);
  await ines.keyboard.use('button', 'Cercle');
  await seesText(ines.page, /Qui est dans la cordée/);
  await ines.keyboard.use('button', 'Convier quelqu’un');
  await ines.keyboard.isOn('textbox', 'Vos mots');
  await ines.keyboard.type('Dis-moi ce que tu vois.');
  await ines.keyboard.press('Escape');
  await ines.keyboard.isOn('button', 'Convier quelqu’un');
  await ines.keyboard.press('Enter');
  await ines.keyboard.isOn('textbox', 'Vos mots');
  await ines.keyboard.use('button', 'Faire le lien');
  await ines.keyboard.isOn('button', 'Copier le lien');
  const fields = await ines.page.$$('::-p-aria([role="textbox"])');
  const values = await Promise.all(fields.map((field) => field.evaluate((input) => (input as HTMLInputElement).value)));
  const link = values.find((value) => value.startsWith(stage.demo.url)) ?? '';

  const guest = await at(`/welcome?lang=fr${new URL(link).hash}`);
  await seesText(guest.page, /Inès aimerait vous avoir dans sa cordée/);
  await guest.keyboard.tabTo('textbox', /./);
  await guest.keyboard.type('Wafa');
  await guest.keyboard.use('button', 'J’accepte');
  await seesText(guest.page, /J’ai confié la prévision/);
  await guest.keyboard.use('button', /J’ai confié la prévision/);
  await guest.keyboard.isOn('button', 'Tous les sujets');
  await guest.keyboard.tabTo('textbox', 'Que diriez-vous ?');
  await guest.keyboard.type('J’ai vu le silence de mardi. Il a tenu.');
  await guest.keyboard.use('button', 'Envoyer');
  await seesText(guest.page, /Il a tenu\..{0,80}envoyé/);
  await guest.keyboard.use('button', 'Tous les sujets', 'back');
  await guest.keyboard.isOn('button', /J’ai confié la prévision/);
  assert.deepEqual([...ines.violations, ...ines.complaints, ...guest.violations, ...guest.complaints], []);
  await guest.close();
  await ines.close();
});

test('every other place is opened, used and left by keyboard alone', async () => {
  const ines = await at('/as/ines');
  await seesText(ines.page, /Tout est envoyé/);
  const { keyboard, page } = ines;

  await keyboard.use('button', 'Objectifs');
  await seesText(page, /Ce que je vise/);
  await keyboard.use('button', 'Poser un objectif');
  await keyboard.isOn('textbox', /Que voulez-vous savoir faire/);
  await keyboard.press('Escape');
  await keyboard.isOn('button', 'Poser un objectif');

  await keyboard.use('button', 'Temps forts', 'back');
  await seesText(page, /Les temps forts/);
  await keyboard.use('button', /^Récolter – /);
  await keyboard.isOn('textbox', /./);
  await keyboard.press('Escape');
  await keyboard.isOn('button', /^Récolter – /);

  await keyboard.use('button', 'À moi', 'back');
  await seesText(page, /Si… alors…/);
  await keyboard.use('button', 'Faire un plan');
  await keyboard.isOn('textbox', /Si ceci arrive/);
  await keyboard.type('Quand je sens que je coupe la parole');
  await keyboard.tabTo('textbox', /alors je fais cela/);
  await keyboard.type('je pose mon stylo');
  await keyboard.use('button', 'C’est mon plan');
  await seesText(page, /je pose mon stylo pas encore essayé/);
  await keyboard.use('button', 'Faire une pause');
  await seesText(page, /Combien de temps/);
  await keyboard.press('Escape');
  await keyboard.isOn('button', 'Faire une pause');
  await keyboard.use('button', 'Tout emporter');
  await seesText(page, /Le voici/);

  await keyboard.use('button', 'Forum', 'back');
  await keyboard.use('button', 'Ouvrir un sujet');
  await keyboard.isOn('textbox', 'De quoi aimeriez-vous parler ?');
  await keyboard.press('Escape');
  await keyboard.isOn('button', 'Ouvrir un sujet');
  await seesNoText(page, /De quoi aimeriez-vous parler/);

  const sofia = await at('/as/sofia?lang=fr');
  await seesText(sofia.page, /Vous avez toutes et tous accepté|You have all accepted/);
  await sofia.keyboard.use('button', 'Quitter cette cordée');
  await sofia.keyboard.isOn('button', 'Quitter');
  await sofia.keyboard.press('Escape');
  await sofia.keyboard.isOn('button', 'Quitter cette cordée');
  assert.deepEqual([...ines.violations, ...ines.complaints, ...sofia.violations, ...sofia.complaints], []);
  await sofia.close();
  await ines.close();
});
