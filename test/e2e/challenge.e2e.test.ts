import assert from 'node:assert/strict';
import { test } from 'node:test';
import { raiseChallenge } from './acts.js';
import { type Visit, seesText, visibleText, useStage, visit } from './support.js';

const stage = useStage();

/** How often it stands among the challenges; the thread tells of it once more. */
const countOf = async ({ page }: Visit, words: string) =>
  [...(await visibleText(page)).matchAll(new RegExp(`posé il y a \\d+ \\S+ ${words}`, 'g'))].length;
const pattern = (words: string, then: RegExp) => new RegExp(`${words}.{0,80}?${then.source}`);

test('[A-PER-1] a challenge written without a network is kept, sent when it is back, and first at the coach within five seconds', async () => {
  const words = 'Demain je présente la réorganisation, et la voix me manque déjà.';
  const ines = await visit(stage.browser, `${stage.demo.url}/as/ines`);
  const marc = await visit(stage.browser, `${stage.demo.url}/as/marc`);
  await seesText(ines.page, /Défi du moment/);
  await seesText(marc.page, /Demain à neuf heures/);

  await ines.setReachable(false);
  await raiseChallenge(ines.page, words);
  await seesText(ines.page, pattern(words, /sur cet appareil/));
  // [ST13] It is shown at once, and counted when it is on the disk.
  await seesText(ines.page, /Un texte sur cet appareil, pas encore envoyé/);

  await ines.page.reload();
  await seesText(ines.page, pattern(words, /sur cet appareil/));
  assert.equal(await countOf(marc, words), 0);

  await ines.setReachable(true);
  await seesText(ines.page, pattern(words, /envoyé/));
  const sentAt = Date.now();
  // The newest that waits stands first, right under the line that says how many wait.
  await seesText(marc.page, new RegExp(`vous attend(ent)? I Inès posé il y a \\d+ (s|min) ${words}`), 5_000);
  console.log(`# first at the coach ${Date.now() - sentAt} ms after it was called sent`);

  await marc.page.locator(`::-p-text(${words})`).click();
  await seesText(ines.page, pattern(words, /vu par Marc/));
  assert.equal(await countOf(ines, words), 1);
  assert.deepEqual([...ines.violations, ...ines.complaints, ...marc.violations, ...marc.complaints], []);
  await ines.close();
  await marc.close();
});

test('a server killed between the write and the read loses nothing that it acknowledged, and writes nothing twice', async () => {
  const words = 'Laia part en congé vendredi et personne d’autre ne sait clore le mois.';
  const ines = await visit(stage.browser, `${stage.demo.url}/as/ines`);
  await seesText(ines.page, /Défi du moment/);
  await raiseChallenge(ines.page, words);
  await seesText(ines.page, pattern(words, /envoyé/));

  await stage.demo.kill();
  const more = 'Et c’est à moi de le lui dire.';
  await raiseChallenge(ines.page, more);
  await seesText(ines.page, pattern(more, /sur cet appareil/));
  await stage.restart();

  await seesText(ines.page, pattern(more, /envoyé/));
  const marc = await visit(stage.browser, `${stage.demo.url}/as/marc`);
  await seesText(marc.page, new RegExp(words));
  await seesText(marc.page, new RegExp(more));
  // What she raised since she came stays in sight.
  await seesText(ines.page, new RegExp(words));
  for (const visitOf of [ines, marc]) {
    assert.deepEqual([await countOf(visitOf, words), await countOf(visitOf, more)], [1, 1]);
  }
  await ines.close();
  await marc.close();
});
