import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createFolder, projectRoot, runToEnd, startDemoProcess } from './support.js';

const folder = await createFolder();
after(() => folder.remove());
const dataFolder = (name: string) => join(folder.path, name);

/** Which incarnation of the database answers. */
async function storeOf(url: string): Promise<string> {
  const { token } = (await (await fetch(`${url}/session/token?as=ines`)).json()) as { token: string };
  const response = await fetch(`${url}/v1/pull`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ v: 1, schema: '2026-11', replica: 'r1', journeys: [] }),
  });
  return ((await response.json()) as { server: { store: string } }).server.store;
}

test('a port that is taken is said in one sentence, with the way out, and nothing is written', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const { code, output } = await runToEnd({ PORT: String(port), CORDEE_DATA_DIR: dataFolder('port') });
  other.close();
  assert.equal(code, 1);
  assert.equal(output, `Port ${port} is in use: choose another with PORT=${port + 1} npm start.\n`);
  assert.equal(existsSync(dataFolder('port')), false);
});

test('a template that is wrong is named with the place in it, and nothing is written', async () => {
  const templates = dataFolder('templates');
  cpSync(join(projectRoot, 'demo/content/templates'), templates, { recursive: true });
  const file = join(templates, 'first-time-manager.json');
  const template = JSON.parse(readFileSync(file, 'utf8'));
  delete template.steps[3].title.fr;
  writeFileSync(file, JSON.stringify(template));
  const { code, output } = await runToEnd({
    PORT: '0',
    CORDEE_DATA_DIR: dataFolder('template'),
    CORDEE_TEMPLATES: templates,
  });
  assert.equal(code, 1);
  assert.match(output, /^The template .*first-time-manager\.json is not valid at "steps\.3\.title\.fr": .+\n$/);
  assert.equal(existsSync(dataFolder('template')), false);
});

test('a template that is no JSON, and a folder without any, are said', async () => {
  const templates = dataFolder('broken');
  mkdirSync(templates);
  const start = () => runToEnd({ PORT: '0', CORDEE_DATA_DIR: dataFolder('unread'), CORDEE_TEMPLATES: templates });
  const empty = await start();
  assert.match(empty.output, /^The template folder .*broken holds no \.json file\.\n$/);
  writeFileSync(join(templates, 'a.json'), '{ "id": ');
  const broken = await start();
  assert.match(broken.output, /^The template .*a\.json cannot be read: .*JSON.*\n$/);
  assert.deepEqual([empty.code, broken.code, existsSync(dataFolder('unread'))], [1, 1, false]);
});

test('an option that is none, and a port that is none, are said', async () => {
  const option = await runToEnd({ PORT: '0' }, ['--frehs']);
  assert.deepEqual(
    [option.code, option.output],
    [1, '"--frehs" is not an option: there is only --fresh, which begins the demonstration again.\n'],
  );
  const port = await runToEnd({ PORT: 'http' });
  assert.deepEqual([port.code, port.output], [1, 'PORT is "http": give a number from 0 to 65535.\n']);
});

test('a Node that is too old is said before anything else', async () => {
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: projectRoot,
    env: { ...process.env, CORDEE_NODE_VERSION: '18.20.4' },
  });
  let output = '';
  child.stderr.on('data', (data) => {
    output += data;
  });
  const [code] = await once(child, 'close');
  assert.equal(code, 1);
  assert.match(output, /^Cordée needs Node\.js 20\.19\.0 or newer, and this is 18\.20\.4: .+\n$/);
});

test('a folder that another process works in is left alone, and the process is named', async (t) => {
  const first = await startDemoProcess(dataFolder('shared'));
  t.after(() => first.kill());
  for (const args of [[], ['--fresh']]) {
    const { code, output } = await runToEnd({ PORT: '0', CORDEE_DATA_DIR: dataFolder('shared') }, args);
    assert.equal(code, 1);
    assert.match(output, new RegExp(`^[^\\n]*${first.pid}[^\\n]*\\n$`));
    assert.ok(output.includes(dataFolder('shared')), output);
  }
  assert.equal((await fetch(`${first.url}/as/ines`)).status, 200);
  assert.equal((await first.stop()).code, 0);
});

test('Ctrl+C closes cleanly; the next start finds the same data, and --fresh begins again', async (t) => {
  const data = dataFolder('kept');
  const start = async (...args: readonly string[]) => {
    const demo = await startDemoProcess(data, 0, args);
    t.after(() => demo.kill());
    return demo;
  };
  const first = await start();
  const store = await storeOf(first.url);
  const { code, output } = await first.stop();
  assert.equal(code, 0);
  assert.match(output, /Closed\.\n$/);
  assert.equal(statSync(join(data, 'signing-key.json')).mode & 0o777, 0o600);

  const second = await start();
  assert.equal(await storeOf(second.url), store);
  const { output: calm } = await second.stop();
  assert.doesNotMatch(calm, /Writing eleven weeks/);

  const third = await start('--fresh');
  assert.notEqual(await storeOf(third.url), store);
  await third.stop();
});
