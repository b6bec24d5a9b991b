import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { startBackups } from '../../server/jobs/backups.js';
import type { LogLine } from '../../server/index.js';

const dayMs = 86_400_000;

it('once a day a copy is written and the last seven are kept, whatever failed before', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cordee-daily-'));
  const lines: LogLine[] = [];
  const timers: { readonly delayMs: number; readonly run: () => void }[] = [];
  let now = Date.parse('2026-11-25T03:00:00Z');
  let isFull = false;
  const end = startBackups({
    log: (line) => lines.push(line),
    env: {
      now: () => now,
      after: (delayMs, run) => {
        timers.push({ delayMs, run });
        return () => timers.splice(0);
      },
    },
    folder,
    async write(file) {
      if (isFull) throw new Error('full');
      writeFileSync(file, '');
    },
  });
  writeFileSync(join(folder, 'cordee-notes.txt'), '');
  const turn = async () => {
    const [timer] = timers.splice(0);
    now += timer?.delayMs ?? 0;
    timer?.run();
    while (timers.length === 0)
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
  };
  for (let day = 0; day < 9; day++) await turn();
  assert.equal(timers[0]?.delayMs, dayMs);
  const copies = readdirSync(folder).toSorted();
  assert.equal(copies.length, 8);
  assert.equal(copies[0], 'cordee-2026-11-27T03-01-00.000Z.tar.gz');
  assert(copies.includes('cordee-notes.txt'), 'what is no copy is left alone');
  assert.equal(lines.at(-1)?.event, 'backed-up');
  isFull = true;
  await turn();
  assert.equal(readdirSync(folder).length, 8, 'a copy that failed takes none away');
  assert.equal(lines.at(-1)?.event, 'backup-failed');
  end();
  assert.equal(timers.length, 0);
  rmSync(folder, { recursive: true });
});
