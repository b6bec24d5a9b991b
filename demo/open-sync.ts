import type { Hono } from 'hono';
import type { JWK } from 'jose';
import { createSqlStorage, createSyncServer, openMemoryDatabase, type SyncServer } from '../server/index.js';
import type { Template } from '../src/model/template.js';
import type { SeedContext } from './seed/seed-context.js';
import { seedJourney } from './seed/seed-journey.js';

export interface DemoSyncOptions {
  readonly dataFolder: string;
  readonly fresh: boolean;
  readonly seed: SeedContext;
  readonly templates: readonly Template[];
  /** Of the session that signs the tokens. */
  readonly publicKey: JWK;
  readonly say: (sentence: string) => void;
}

/** The sync server of the demonstration on its own database, with the journey of the scenario in it. */
export async function openDemoSync({ seed, templates, say }: DemoSyncOptions): Promise<{ readonly app: Hono; close(): Promise<void> }> {
  const storage = await createSqlStorage(await openMemoryDatabase(), () => 'demo');
  const server = createSyncServer({
    storage,
    verifyToken: async (token) => {
      const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
      return { tenant: claims.tenant, person: claims.sub, expiresAt: claims.exp * 1000 };
    },
  });
  say('Writing eleven weeks of a journey…');
  await writeScenario(server, seed, templates);
  return server;
}

async function writeScenario({ service }: SyncServer, seed: SeedContext, templates: readonly Template[]): Promise<void> {
  const tenant = seed.scenario.company.id;
  for (const template of templates) await service.importTemplate(tenant, template);
  await service.provision({ tenant, journey: seed.journey, records: seedJourney(seed) });
}
