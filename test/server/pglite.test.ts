import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, fdatasyncSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createSqlStorage, openFolderDatabase, restoreFolderDatabase } from '../../server/index.js';
import '../support/light-wasm.js';

const rounds = Number(process.env['CORDEE_KILL_ROUNDS'] ?? 5);
const tries = 100;
const child = fileURLToPath(new URL('./writing-child.js', import.meta.url));

interface Writer {
  readonly process: ChildProcess;
  /** Settles with the first line: `open`, or why it did not. */
  readonly first: Promise<string>;
  /** The last number that was acknowledged. */
  readonly last: () => number;
  readonly ended: Promise<void>;
  /** Settles once this number was acknowledged. */
  reached(number: number): Promise<void>;
}

function startWriter(folder: string, failAfter = ''): Writer {
  const process = spawn(globalThis.process.execPath, [child, folder, failAfter], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let text = '';
  const lines = () =>
    text
      .slice(0, text.lastIndexOf('\n') + 1)
      .split('\n')
      .slice(0, -1);
  const last = () => Number(lines().findLast((line) => /^\d+$/.test(line)) ?? 0);
  const when = (isSo: () => boolean) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (isSo()) resolve();
      };
      process.stdout?.on('data', check);
      process.on('close', () => resolve());
      check();
    });
  process.stdout?.on('data', (chunk) => {
    text += String(chunk);
  });
  return {
    process,
    last,
    first: when(() => lines().length > 0).then(() => lines()[0] ?? ''),
    ended: new Promise((resolve) => {
      process.on('close', () => resolve());
    }),
    reached: (number) => when(() => last() >= number),
  };
}

describe('a database in a folder', () => {
  let root: string;
  /** Making a database takes seconds: these tests share one. */
  let folder: string;
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'cordee-pglite-'));
    folder = join(root, 'database');
  });
  after(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it('has every acknowledged transaction on the disk: fsync is called, at least once for each', async () => {
    let calls = 0;
    const sql = await openFolderDatabase(folder, (descriptor) => {
      calls += 1;
      fdatasyncSync(descriptor);
    });
    await sql.transaction((tx) => tx.query(`create table entry (number bigint primary key, filler text not null)`));
    for (let number = 1; number <= 10; number++) {
      const before = calls;
      await sql.transaction((tx) => tx.query(`insert into entry values ($1, '')`, [number]));
      assert(calls > before, `transaction ${number} reached the disk`);
    }
    await sql.close();
    assert.equal(existsSync(join(folder, 'lock')), false, 'the folder is free again');
  });

  it('ends its process rather than acknowledge what the disk refused', async () => {
    const writer = startWriter(folder, '13');
    await writer.ended;
    assert.equal(writer.process.exitCode, 1);
    assert.equal(writer.last(), 13);
    const sql = await openFolderDatabase(folder);
    const [found] = await sql.transaction((tx) =>
      tx.query<{ last: number }>(`select max(number)::int as last from entry`),
    );
    await sql.close();
    assert(found !== undefined && found.last >= 13);
  });

  it(`loses nothing acknowledged when its process is killed, ${rounds} times over`, async () => {
    let acknowledged = 13;
    for (let round = 0; round < rounds; round++) {
      const writer = startWriter(folder);
      assert.equal(await writer.first, 'open', 'the lock of the dead process was taken over');
      await writer.reached(acknowledged + 20 + 37 * round);
      writer.process.kill('SIGKILL');
      await writer.ended;
      assert(writer.last() > acknowledged);
      acknowledged = writer.last();
    }
    const sql = await openFolderDatabase(folder);
    const [found] = await sql.transaction((tx) =>
      tx.query<{ rows: number; last: number }>(`select count(*)::int as rows, max(number)::int as last from entry`),
    );
    await sql.close();
    assert(found !== undefined && found.last >= acknowledged, `has ${found?.last}, had acknowledged ${acknowledged}`);
    assert.equal(found.rows, found.last, 'no hole');
  });

  it('refuses a second process, and names the first', async () => {
    const sql = await openFolderDatabase(folder);
    const second = startWriter(folder);
    const line = await second.first;
    await second.ended;
    assert.match(line, /^failed CORDEE_STORAGE_LOCKED: /);
    assert(line.includes(`process ${process.pid}`) && line.includes(folder), line);
    await assert.rejects(openFolderDatabase(folder), { code: 'CORDEE_STORAGE_LOCKED' });
    assert(existsSync(join(folder, 'lock')), 'the lock of a live process stays');
    await sql.close();
  });

  it(`[T09] refuses a second one ${tries} times of ${tries}, and never takes the lock of a live process`, async () => {
    const sql = await openFolderDatabase(folder);
    const lock = readFileSync(join(folder, 'lock'), 'utf8');
    for (let turn = 0; turn < tries; turn++) {
      await assert.rejects(
        openFolderDatabase(folder),
        (error: Error & { code?: string }) =>
          error.code === 'CORDEE_STORAGE_LOCKED' && error.message.includes(`process ${process.pid}`),
      );
    }
    const others = await Promise.all(
      Array.from({ length: 2 }, async () => {
        const other = startWriter(folder);
        const line = await other.first;
        await other.ended;
        return line;
      }),
    );
    for (const line of others)
      assert(line.startsWith('failed CORDEE_STORAGE_LOCKED') && line.includes(`process ${process.pid}`), line);
    assert.equal(readFileSync(join(folder, 'lock'), 'utf8'), lock);
    assert.equal(
      (await sql.transaction((tx) => tx.query(`select 1 from entry limit 1`))).length,
      1,
      'the first goes on',
    );
    await sql.close();
  });

  it('copies itself while it serves, and a copy that is restored has another name', async () => {
    const home = join(root, 'copied');
    const sql = await openFolderDatabase(home);
    const storage = await createSqlStorage(sql, () => 'store-1');
    await storage.write({ tenant: 'valmonte', journey: 'J' }, (writer) =>
      writer.createJourney({ tenant: 'valmonte', journey: 'J' }),
    );
    await sql.backUp(join(root, 'backup.tar.gz'));
    await storage.write({ tenant: 'valmonte', journey: 'K' }, (writer) =>
      writer.createJourney({ tenant: 'valmonte', journey: 'K' }),
    );
    await storage.close();
    await assert.rejects(
      restoreFolderDatabase(join(root, 'backup.tar.gz'), home, () => 'x'),
      { code: 'CORDEE_STORAGE_FAILED', message: /a database .* already/ },
    );
    const elsewhere = join(root, 'restored');
    await restoreFolderDatabase(join(root, 'backup.tar.gz'), elsewhere, () => 'store-2');
    const restored = await createSqlStorage(await openFolderDatabase(elsewhere), () => 'store-3');
    assert.equal(
      restored.store,
      'store-2',
      'a device that knows the other one starts again, and keeps what it has not sent',
    );
    const found = await restored.read('valmonte', (reader) =>
      Promise.all(['J', 'K'].map((journey) => reader.journey({ tenant: 'valmonte', journey }))),
    );
    assert.deepEqual(
      found.map((row) => row?.rev),
      [0, undefined],
    );
    await restored.close();
    await assert.rejects(
      restoreFolderDatabase(join(root, 'nowhere.tar.gz'), join(root, 'empty'), () => 'x'),
      { code: 'CORDEE_STORAGE_FAILED' },
    );
  });

  it('that was not closed is checked before it serves, and refused when a page is damaged', async () => {
    const sql = await openFolderDatabase(folder);
    const [index] = await sql.transaction((tx) =>
      tx.query<{ path: string }>(`select pg_relation_filepath('entry_pkey') as path`),
    );
    await sql.close();
    const path = join(folder, 'database', index?.path ?? '');
    const page = readFileSync(path);
    const damaged = Buffer.from(page);
    damaged.fill(0x5a, 8_192 + 2_000, 8_192 + 6_000);
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const leave = () =>
      writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: process.pid, startedAt: '1', boot, host: hostname() }));
    writeFileSync(path, damaged);
    leave();
    await assert.rejects(openFolderDatabase(folder), {
      code: 'CORDEE_STORAGE_FAILED',
      message: /is damaged\. Nothing was changed/,
    });
    writeFileSync(path, page);
    leave();
    const whole = await openFolderDatabase(folder);
    assert.deepEqual(
      await whole.transaction((tx) => tx.query(`select 1 from pg_extension where extname = 'amcheck'`)),
      [],
      'the check leaves no trace',
    );
    await whole.close();
  });

  it('takes a lock over from a process whose number another has now', async () => {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: process.pid, startedAt: '1', boot, host: hostname() }));
    await (await openFolderDatabase(folder)).close();
  });

  it('leaves alone what it cannot ask about: another machine, or words that are no lock', async () => {
    const folder = join(root, 'elsewhere');
    mkdirSync(folder);
    for (const text of [JSON.stringify({ pid: 1, startedAt: '1', boot: 'b', host: 'another.example' }), 'not a lock']) {
      writeFileSync(join(folder, 'lock'), text);
      await assert.rejects(openFolderDatabase(folder), (error: Error) =>
        error.message.includes(`delete "${join(folder, 'lock')}"`),
      );
      assert.equal(readFileSync(join(folder, 'lock'), 'utf8'), text);
    }
  });

  it('says in one sentence that a folder cannot be used', async () => {
    writeFileSync(join(root, 'file'), '');
    await assert.rejects(openFolderDatabase(join(root, 'file', 'inside')), {
      code: 'CORDEE_STORAGE_FAILED',
      message: /cannot be used as a database/,
    });
  });
});
