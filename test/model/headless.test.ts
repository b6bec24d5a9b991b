import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const script = fileURLToPath(new URL('../../examples/headless/headless.js', import.meta.url));
const readme = new URL('../../../examples/headless/README.md', import.meta.url);

test('A-DEV-1: the headless example prints the preparation with its date, as its README says', async () => {
  const { stdout, stderr } = await run(process.execPath, [script], { cwd: '/' });
  assert.equal(stderr, '');
  assert.deepEqual(stdout.trimEnd().split('\n'), [
    '2026-09-08T09:00:00Z  step  2026-09-07  step-due  Set the frame together',
    '2026-11-08T09:00:00Z  preparation  2026-11-07  event-soon  Come with one question',
    '2026-11-14T09:00:00Z  preparation  2026-11-14  event-soon  Come with one question',
  ]);
  assert.ok((await readFile(readme, 'utf8')).includes(stdout.trimEnd()), 'The README shows another output.');
});
