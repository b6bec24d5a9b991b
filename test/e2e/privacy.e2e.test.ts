import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readScenario } from '../../demo/scenario.js';
import {
  type Visit, control, dumpIndexedDb, seesText, useStage, visit,
} from './support.js';

const stage = useStage();

const scenario = readScenario();
const canary = 'Chardon-bleu-4917 : je doute d’avoir ma place ici.';
const both = ({ fr, en }: { readonly fr: string; readonly en: string }) => [fr, en];
const textsOf = (audience: string) => [
  ...scenario.forum.filter((item) => item.audience === audience).flatMap(({ text }) => both(text)),
  ...scenario.challenges.filter((item) => item.audience === audience).flatMap(({ text, replies }) => [...both(text), ...replies.flatMap((reply) => both(reply.text))]),
];
/** What only the pair, or only the guides, may read: words, reasons, goals, what served to others. */
const hidden = [
  canary, 'Chardon-bleu',
  ...textsOf('pair'), ...textsOf('guides'),
  ...scenario.journey.adaptations.flatMap(({ reason }) => both(reason)),
  'Confier un travail et ne pas le reprendre', 'goalRating', 'plannedFor', 'coachGuide',
];

/** Everything that has reached a device: what came over the wire, and what it keeps. */
const receivedBy = async (person: Visit) => [...(await person.bodies()), await dumpIndexedDb(person.page)].join('\n');
/** As it stands in JSON. */
const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
const leaksIn = (received: string) => hidden.filter((text) => received.includes(text) || received.includes(inJson(text)));

test('words for the pair and for the guides reach no companion and no company, neither on the wire nor on a disk', async () => {
  const ines = await visit(stage.browser, `${stage.demo.url}/as/ines`);
  const others = await Promise.all(['sofia', 'hana', 'claire'].map((person) => visit(stage.browser, `${stage.demo.url}/as/${person}`)));
  const [sofia, hana, claire] = others as [Visit, Visit, Visit];
  await seesText(ines.page, /Défi du moment/);
  await seesText(sofia.page, /You have all accepted|Vous avez toutes et tous accepté/);
  await seesText(hana.page, /You have all accepted|Vous avez toutes et tous accepté/);
  await seesText(claire.page, /aucune cordée/);

  await control(ines.page, 'button', 'Défi du moment').click();
  await ines.page.locator('::-p-aria([role="textbox"])').fill(canary);
  await control(ines.page, 'button', 'Poser ce défi').click();
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
  for (const { text } of scenario.forum) assert.ok(!both(text).some((words) => reachedClaire.includes(inJson(words))), text.fr);
  for (const { callName } of scenario.people.filter(({ id }) => id !== 'claire')) assert.ok(!reachedClaire.includes(callName), callName);

  // The same look finds them where they belong, or it would find nothing anywhere.
  const reachedInes = await receivedBy(ines);
  assert.ok(leaksIn(reachedInes).includes(canary));
  assert.ok(leaksIn(reachedInes).length > 8, leaksIn(reachedInes).join(' | '));
  for (const person of [ines, ...others]) await person.close();
});
