import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { becomesTrue, createFolder, launchBrowser, patienceMs, projectRoot, seesText, visit } from './support.js';

/** What a clean clone has, as far as `npm run dev` reads it: what is built is not among it. */
const sources = ['src', 'components', 'server', 'demo', 'scripts', 'package.json', 'tsconfig.json'];

const folder = await createFolder();
let child: ChildProcess;
let url = '';
let output = '';

const change = (file: string, from: string, to: string) => {
  const path = join(folder.path, file);
  const text = readFileSync(path, 'utf8');
  assert.ok(text.includes(from), `${file} holds ${from}`);
  writeFileSync(path, text.replace(from, to));
};

before(
  async () => {
    for (const name of sources) cpSync(join(projectRoot, name), join(folder.path, name), { recursive: true });
    symlinkSync(join(projectRoot, 'node_modules'), join(folder.path, 'node_modules'), 'junction');
    child = spawn(process.execPath, ['scripts/dev.mjs'], {
      cwd: folder.path,
      env: { ...process.env, PORT: '0', CORDEE_DATA_DIR: join(folder.path, 'data') },
    });
    url = await new Promise<string>((resolve, reject) => {
      const look = (data: Buffer) => {
        output += String(data);
        const [, found] = /(http:\/\/127\.0\.0\.1:\d+)\/as\/ines/.exec(output) ?? [];
        if (found) resolve(found);
      };
      child.stdout?.on('data', look);
      child.stderr?.on('data', look);
      child.once('exit', (code) => reject(new Error(`It ended with ${code}:\n${output}`)));
    });
  },
  { timeout: 4 * patienceMs },
);

after(async () => {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await folder.remove();
});

/** Which incarnation of the database answers: another one would mean that data were lost. */
async function storeOf(): Promise<string> {
  const { token } = (await (await fetch(`${url}/session/token?as=ines`)).json()) as { token: string };
  const response = await fetch(`${url}/v1/pull`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ v: 1, schema: '2026-11', replica: 'r1', journeys: [] }),
  });
  return ((await response.json()) as { server: { store: string } }).server.store;
}

test('what is saved is on the page, in the server and, when it is wrong, in sight; Ctrl+C ends it all', async (t) => {
  const browser = await launchBrowser();
  t.after(() => browser.close());
  const { page, violations } = await visit(browser, `${url}/as/ines?lang=fr`);
  await seesText(page, /Défi du moment/);

  await t.test('an element', async () => {
    change('components/locales/first/fr.ts', 'Défi du moment', 'Défi de la minute');
    await seesText(page, /Défi de la minute/);
  });

  await t.test('a route of the server, which keeps its data', async () => {
    const store = await storeOf();
    change('server/http/routes.ts', 'c.json({ ok: true,', "c.json({ ok: true, said: 'again',");
    await becomesTrue('the new server answers', async () => {
      const response = await fetch(`${url}/v1/health`);
      return response.ok && ((await response.json()) as { said?: string }).said === 'again';
    });
    assert.equal(await storeOf(), store);
    await seesText(page, /Défi de la minute/);
  });

  await t.test('a sentence that is no TypeScript, until it is mended', async () => {
    change('components/locales/first/fr.ts', 'Défi de la minute', "Défi d'à côté");
    await seesText(page, /components\/locales\/first\/fr\.ts:\d+:\d+/);
    assert.match(output, /components\/locales\/first\/fr\.ts:\d+:\d+/);
    change('components/locales/first/fr.ts', "Défi d'à côté", 'Défi d’à côté');
    await seesText(page, /Défi d’à côté/);
  });

  await t.test('a server that does not start, until it does', async () => {
    change('demo/server.ts', 'const scenario = readScenario();', "throw new Error('It is broken on purpose.');");
    await seesText(page, /It is broken on purpose/);
    assert.match(output, /It is broken on purpose/);
    change('demo/server.ts', "throw new Error('It is broken on purpose.');", 'const scenario = readScenario();');
    await seesText(page, /Défi d’à côté/);
  });

  await t.test('a type that is wrong, while all goes on', async () => {
    change('src/errors.ts', 'export', 'export const wrong: number = "three";\nexport');
    await seesText(page, /src\/errors\.ts\(\d+,\d+\): error TS2322/, 4 * patienceMs);
    await seesText(page, /Défi d’à côté/);
  });

  assert.deepEqual(violations, [], 'the policy of the pages is as strict as ever');
  const gone = once(child, 'exit');
  child.kill('SIGINT');
  assert.deepEqual(await gone, [0, null]);
  await assert.rejects(fetch(url));
});
