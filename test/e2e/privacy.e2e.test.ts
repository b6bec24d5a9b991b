import assert from 'node:assert/strict';
import { test } from 'node:test';
import { raiseChallenge } from './acts.js';
import { hiddenFromCompanions, inBothLanguages, receivedBy, scenario, textsIn } from './scenario-words.js';
import { type Visit, seesText, useStage, visit } from './support.js';

const stage = useStage();

const canary = 'Chardon-bleu-4917 : je doute d’avoir ma place ici.';
const leaksIn = (received: string) => textsIn(received, [canary, 'Chardon-bleu', ...hiddenFromCompanions]);

test('words for the pair and for the guides reach no companion and no company, neither on the wire nor on a disk', async () => {
  const ines = await visit(stage.browser, `${stage.demo.url}/as/ines`);
  const others = await Promise.all(
    ['sofia', 'hana', 'claire'].map((person) => visit(stage.browser, `${stage.demo.url}/as/${person}`)),
  );
  const [sofia, hana, claire] = others as [Visit, Visit, Visit];
  await seesText(ines.page, /Défi du moment/);
  await seesText(sofia.page, /You have all accepted|Vous avez toutes et tous accepté/);
  await seesText(hana.page, /You have all accepted|Vous avez toutes et tous accepté/);
  await seesText(claire.page, /aucune cordée/);

  await raiseChallenge(ines.page, canary);
  await seesText(ines.page, new RegExp(`${canary}.{0,80}?envoyé`));

  // A pull that began after the words were acknowledged has seen all there is to see.
  for (const { page } of others) {
    const pulled = page.waitForResponse((response) => response.url().endsWith('/v1/pull') && response.ok());
    await page.reload();
    await (await pulled).text();
    await seesText(page, /Everything is sent|All sent|Tout est envoyé|aucune cordée/);
  }

  assert.deepEqual(leaksIn(await receivedBy(sofia)), []);
  assert.deepEqual(leaksIn(await receivedBy(hana)), []);
  const reachedClaire = await receivedBy(claire);
  assert.deepEqual(leaksIn(reachedClaire), []);
  assert.deepEqual(
    textsIn(
      reachedClaire,
      scenario.forum.flatMap(({ text }) => inBothLanguages(text)),
    ),
    [],
  );
  for (const { callName } of scenario.people.filter(({ id }) => id !== 'claire'))
    assert.ok(!reachedClaire.includes(callName), callName);

  // The same look finds them where they belong, or it would find nothing anywhere.
  const reachedInes = await receivedBy(ines);
  assert.ok(leaksIn(reachedInes).includes(canary));
  assert.ok(leaksIn(reachedInes).length > 8, leaksIn(reachedInes).join(' | '));
  for (const person of [ines, ...others]) await person.close();
});
