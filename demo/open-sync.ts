import { randomUUID } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { JWK } from 'jose';
import {
  type SyncServer,
  createSqlStorage,
  createSyncServer,
  createTokenVerifier,
  openFolderDatabase,
} from '../server/index.js';
import { CordeeError } from '../src/errors.js';
import type { Template } from '../src/model/template/template.js';
import { DemoError } from './demo-error.js';
import type { SeedContext } from './seed/seed-context.js';
import { seedJourney } from './seed/seed-journey.js';
import { tokenAudience, tokenIssuer } from './session.js';

export interface DemoSyncOptions {
  /** Of the database. */
  readonly folder: string;
  readonly fresh: boolean;
  readonly seed: SeedContext;
  readonly templates: readonly Template[];
  /** Of the session that signs the tokens. */
  readonly publicKey: JWK;
  readonly say: (sentence: string) => void;
}

/** The sync server of the demonstration on its own database, with the journey of the scenario in it. */
export async function openDemoSync(options: DemoSyncOptions): Promise<SyncServer> {
  const { folder, fresh, seed, templates, publicKey, say } = options;
  const tenant = seed.scenario.company.id;
  const sql = await openDatabase(folder, fresh, say);
  const storage = await createSqlStorage(sql, randomUUID);
  const server = createSyncServer({
    storage,
    verifyToken: createTokenVerifier({
      issuer: tokenIssuer,
      audience: tokenAudience,
      tenants: [tenant],
      keys: { keys: [publicKey] },
      // The same clock signs and verifies.
      toleranceS: 0,
    }),
  });
  const known = await storage.read(tenant, (reader) => reader.journey({ tenant, journey: seed.journey }));
  if (!known) {
    say('Writing eleven weeks of a journey…');
    for (const template of templates) await server.service.importTemplate(tenant, template);
    await server.service.provision({ tenant, journey: seed.journey, records: seedJourney(seed) });
  }
  return server;
}

/** A folder that a live process works in is refused, before anything in it is forgotten. */
async function openDatabase(folder: string, fresh: boolean, say: DemoSyncOptions['say']) {
  const database = join(folder, 'database');
  try {
    if (fresh && existsSync(database)) {
      await closeIfItOpens(folder);
      rmSync(database, { recursive: true, force: true });
    }
    if (!existsSync(database)) say('Making a database…');
    return await openFolderDatabase(folder);
  } catch (cause) {
    if (cause instanceof CordeeError) throw new DemoError(cause.message, { cause });
    throw cause;
  }
}

/** What cannot be opened at all is what beginning again is for. */
async function closeIfItOpens(folder: string): Promise<void> {
  try {
    await (await openFolderDatabase(folder)).close();
  } catch (error) {
    if (!(error instanceof CordeeError && error.code === 'CORDEE_STORAGE_FAILED')) throw error;
  }
}
