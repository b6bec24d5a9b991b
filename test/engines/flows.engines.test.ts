import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createFolder, type DemoProcess, startDemoProcess } from '../e2e/support.js';
import { layCable } from './cable.js';
import { type Window, engines, openWindow } from './window.js';

let demo: DemoProcess;
let folder: Awaited<ReturnType<typeof createFolder>>;

before(async () => {
  folder = await createFolder();
  demo = await startDemoProcess(folder.path);
});
after(async () => {
  await demo.stop();
  await folder.remove();
});

/** Two people, of whom the first is in the browser that is tried and the other in Chromium; closed whatever happens. */
async function between(
  first: Window,
  second: Window,
  meet: (first: Window, second: Window) => Promise<void>,
): Promise<void> {
  try {
    await meet(first, second);
  } finally {
    await Promise.all([first.close(), second.close()]);
  }
}

for (const engine of engines) {
  test(`[A-PER-1] in ${engine}: a challenge written without a network is sent when it is back, and first at the coach within five seconds`, async () => {
    const words = `Une phrase depuis ${engine}, sans réseau.`;
    const cable = await layCable(demo.url);
    await between(await openWindow(engine), await openWindow('Chromium'), async (ines, marc) => {
      await ines.open(`${cable.url}/as/ines?lang=fr`);
      await marc.open(`${demo.url}/as/marc?lang=fr`);
      await ines.sees(/Tout est envoyé/);
      await marc.sees(/Tout est envoyé/);
      // What is fetched when it is first needed is there before the network goes.
      await ines.press('Défi du moment');
      await ines.write(words);
      await ines.sees(/Marc lira ceci/);
      await cable.unplug();
      await ines.press('Poser ce défi');
      await ines.sees(new RegExp(`${words}.{0,80}?sur cet appareil`));
      assert.ok(!(await marc.text()).includes(words));
      await cable.plug();
      await ines.comeOnline();
      await ines.sees(new RegExp(`${words}.{0,80}?envoyé`));
      await marc.sees(new RegExp(`vous attend(ent)? I Inès posé il y a \\d+ (s|min) ${words}`), 5_000);
    });
    await cable.unplug();
  });

  test(`[A-COM-1] in ${engine}: from a link to a first answer, without an account`, async () => {
    const words = `Depuis ${engine} : le silence de mardi a tenu.`;
    await between(await openWindow(engine), await openWindow('Chromium'), async (guest, ines) => {
      await ines.open(`${demo.url}/as/ines?lang=fr`);
      await ines.sees(/Tout est envoyé/);
      const link = await ines.evaluate(`document.querySelector('cordee-journey').client.circle.invite({
        journey: 'ines-journey', role: 'companion', locale: 'fr', page: location.origin + '/welcome?lang=fr', words: 'Dis-moi ce que tu vois.',
      }).then(({ link }) => link)`);
      await guest.open(String(link));
      await guest.sees(/Inès aimerait vous avoir dans sa cordée/);
      await guest.sees(/Ni compte ni mot de passe/);
      await guest.write(`Olena ${engine}`);
      await guest.press('J’accepte');
      await guest.sees(/J’ai confié la prévision/);
      assert.doesNotMatch(await guest.text(), /Semaine 11|Demain à neuf heures/);
      await guest.press('J’ai confié la prévision');
      await guest.write(words);
      await guest.press('Envoyer');
      await guest.sees(new RegExp(`${words}.{0,80}envoyé`));
      await ines.press('Forum');
      await ines.press('J’ai confié la prévision');
      await ines.sees(new RegExp(`Olena ${engine} .{0,80}${words}`));
    });
  });
}
