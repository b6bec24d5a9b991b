import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openFolderDatabase } from '../../server/index.js';
import { writeLasting } from '../../server/storage/lasting-files.js';
import '../support/light-wasm.js';

const child = fileURLToPath(new URL('./writing-child.js', import.meta.url));

interface SmallDisk {
  readonly path: string;
  /** Runs a program that finds it full before it has written much. */
  readonly run: (args: readonly string[]) => ReturnType<typeof spawn>;
  makeRoom(): void;
  remove(): void;
}

/** A disk of its own where this machine lets one be mounted. */
function mountDisk(megabytes: number): SmallDisk | undefined {
  const path = mkdtempSync(join(tmpdir(), 'cordee-disk-'));
  const mount = (...args: string[]) => spawnSync('mount', args, { stdio: 'ignore' }).status === 0;
  if (
    process.platform === 'linux' &&
    process.getuid?.() === 0 &&
    mount('-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path)
  ) {
    return {
      path,
      run: (args) => spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] }),
      makeRoom: () => {
        assert(mount('-o', 'remount,size=400m', path));
      },
      remove() {
        spawnSync('umount', [path]);
        rmSync(path, { recursive: true, force: true });
      },
    };
  }
  rmSync(path, { recursive: true, force: true });
  return undefined;
}

/** Where none can be mounted: no file may become quite as large as a segment of the journal (in units of 512 bytes). */
function limitFiles(): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'cordee-disk-'));
  return {
    path,
    run: (args) =>
      spawn('sh', ['-c', `trap '' XFSZ; ulimit -f 32767; exec "$0" "$@"`, process.execPath, ...args], {
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    makeRoom() {},
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

describe('a disk that is full', { skip: process.platform === 'win32' }, () => {
  const disk = mountDisk(100) ?? limitFiles();
  after(() => disk.remove());

  it(
    '[T09] ends the process with 1 and a sentence when a segment of the journal does not fit, and nothing acknowledged is lost',
    { timeout: 300_000 },
    async () => {
      const folder = join(disk.path, 'database');
      // Made while there is room for it.
      await (await openFolderDatabase(folder)).close();
      const writer = disk.run([child, folder, '', 'each']);
      let [out, errors] = ['', ''];
      writer.stdout?.on('data', (chunk) => {
        out += String(chunk);
      });
      writer.stderr?.on('data', (chunk) => {
        errors += String(chunk);
      });
      const code = await new Promise((resolve) => {
        writer.on('close', resolve);
      });
      assert.equal(code, 1, errors);
      assert.match(
        errors,
        /^cordee: the disk refused to keep a change \((ENOSPC|EFBIG)\); the process stops so that none is lost unseen\./m,
      );
      const acknowledged = Number(out.split('\n').findLast((line) => /^\d+$/.test(line)) ?? 0);
      assert(acknowledged > 0, out);
      disk.makeRoom();
      const sql = await openFolderDatabase(folder);
      const [found] = await sql.transaction((tx) =>
        tx.query<{ rows: number; last: number }>(`select count(*)::int as rows, max(number)::int as last from entry`),
      );
      await sql.close();
      assert(
        found !== undefined && found.last >= acknowledged && found.rows === found.last,
        `${JSON.stringify(found)}, acknowledged ${acknowledged}`,
      );
    },
  );

  it('leaves no half of a copy behind', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cordee-copy-'));
    const bytes = new Proxy(new Uint8Array(8), {
      get: () => {
        throw new Error('full');
      },
    });
    assert.throws(() => writeLasting(join(folder, 'copy'), bytes));
    assert.deepEqual(readdirSync(folder), []);
    writeLasting(join(folder, 'copy'), new Uint8Array(8));
    assert(existsSync(join(folder, 'copy')));
    rmSync(folder, { recursive: true });
  });
});
