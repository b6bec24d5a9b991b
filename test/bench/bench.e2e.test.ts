import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

interface Row {
  readonly workload: string;
  readonly records: number;
  readonly durability: string;
  readonly candidates: Readonly<Record<string, number | null>>;
  readonly notes: Readonly<Record<string, string>>;
}
interface Report {
  readonly complete: boolean;
  readonly machine: { readonly browser: string };
  readonly rows: readonly Row[];
  readonly wrong: readonly string[];
  readonly failed: readonly string[];
}

/** Runs the benchmark once over one journey, and gives how it ended with what it wrote. */
async function bench(...args: readonly string[]): Promise<{
  readonly code: number | null;
  readonly output: string;
  readonly report: Report;
  readonly picture: string;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'cordee-bench-'));
  try {
    const out = join(folder, 'report.json');
    const child = spawn(process.execPath, ['bench/run.mjs', '--size', '3400', '--rounds', '1', '--out', out, ...args]);
    let output = '';
    child.stdout.on('data', (data: Buffer) => (output += data.toString()));
    child.stderr.on('data', (data: Buffer) => (output += data.toString()));
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    const report = JSON.parse(await readFile(out, 'utf8').catch(() => assert.fail(output))) as Report;
    return { code, output, report, picture: await readFile(out.replace('.json', '.svg'), 'utf8') };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('the benchmark measures Cordée beside raw IndexedDB, and every answer is right', async () => {
  const { code, output, report, picture } = await bench('--only', 'cordee,raw');
  assert.deepEqual(report.wrong, [], output);
  assert.deepEqual(report.failed, [], output);
  assert.equal(code, 0, output);
  assert.equal(report.complete, true);
  assert.match(report.machine.browser, /Chrome/);
  for (const { workload, records, durability, candidates, notes } of report.rows) {
    assert.ok(records === 3_400 || workload === 'library');
    assert.ok(['none', 'strict', 'relaxed'].includes(durability));
    for (const name of ['cordee', 'raw'])
      assert.ok((candidates[name] ?? 0) > 0, `${workload} of ${name}: ${notes[name] ?? 'no number'}`);
  }
  assert.match(picture, /<svg .*Cold open to first screen/s);
  assert.doesNotMatch(picture, /NaN|undefined/);
});

test('a candidate whose answers are wrong makes the benchmark fail, and the others are measured all the same', async () => {
  const { code, output, report } = await bench('--only', 'raw', '--also', 'test/bench/liar.mjs');
  assert.equal(code, 1, output);
  assert.ok(
    report.wrong.some((line) => line.startsWith('liar, 3400: first screen')),
    output,
  );
  assert.ok(
    report.wrong.some((line) => line.startsWith('liar, 3400: search')),
    output,
  );
  assert.deepEqual(
    report.wrong.filter((line) => !line.startsWith('liar')),
    [],
  );
  assert.equal(
    report.rows.every(({ candidates }) => (candidates['raw'] ?? 0) > 0),
    true,
  );
});
