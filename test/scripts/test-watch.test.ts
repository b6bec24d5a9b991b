import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

const testOf = (sum: number) => `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sum } from '../../src/sum.js';
test('two and two', () => assert.equal<number>(sum(2, 2), ${sum}));
`;

test('npm run test:watch runs the tests of a folder, and again after each change of them or of what they test', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'cordee-watch-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
  cpSync(join(root, 'scripts'), join(folder, 'scripts'), { recursive: true });
  cpSync(join(root, 'tsconfig.json'), join(folder, 'tsconfig.json'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  for (const name of ['src', 'test/math', 'test/other']) mkdirSync(join(folder, name), { recursive: true });
  write('package.json', '{ "type": "module" }');
  write('src/sum.ts', 'export const sum = (a: number, b: number): number => a + b;\n');
  write('test/math/sum.test.ts', testOf(4));
  write('test/other/never.test.ts', "throw new Error('This one was not asked for.');\n");

  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const child = spawn(process.execPath, ['scripts/test-watch.mjs', 'math/'], { cwd: folder, env });
  const ended = once(child, 'exit');
  t.after(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  let output = '';
  let look = () => {};
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data) => {
      output += String(data);
      look();
    });
  }
  /** Settles when this is among the next that it says. */
  const says = (wanted: RegExp) =>
    new Promise<void>((resolve, reject) => {
      look = () => {
        if (!wanted.test(output)) return;
        output = '';
        resolve();
      };
      void ended.then(() => reject(new Error(`It ended: ${output}`)));
      look();
    });

  await says(/✓ passed in .* waiting/);
  write('src/sum.ts', 'export const sum = (a: number, b: number): number => a - b;\n');
  await says(/✗ failed in .* waiting/);
  write('test/math/sum.test.ts', testOf(0));
  await says(/✓ passed in .* waiting/);
  write('src/sum.ts', 'export const sum = (a: number, b: number): number => a +;\n');
  await says(/ERROR.*\n.*src\/sum\.ts/s);
  write('src/sum.ts', 'export const sum = (a: number, b: number): number => a - b;\n');
  await says(/✓ passed in .* waiting/);
});
