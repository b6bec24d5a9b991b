import { randomUUID } from 'node:crypto';
import { migratePostgres } from '../storage/postgres.js';

/** The name of the role in a connection string. */
function roleIn(url: string): string | undefined {
  return URL.canParse(url) ? decodeURIComponent(new URL(url).username) || undefined : undefined;
}

const {
  DATABASE_OWNER_URL: ownerUrl,
  DATABASE_URL: url = '',
  CORDEE_APP_ROLE: named,
  CORDEE_ADMIN_ROLE: admin,
} = process.env;
const app = named ?? roleIn(url);
const isRestored = process.argv.includes('--restored');
if (ownerUrl === undefined || app === undefined) {
  console.error(
    'Give DATABASE_OWNER_URL, the connection of the owner of the tables, and CORDEE_APP_ROLE, the role that serves (or DATABASE_URL).',
  );
  process.exitCode = 1;
} else {
  try {
    const store = await migratePostgres({ ownerUrl, app, admin, isRestored, createStoreName: randomUUID });
    console.log(JSON.stringify({ level: 'info', event: 'migrated', store, isRestored }));
  } catch (error) {
    // Of PostgreSQL the sentence is what helps, and it holds no content here.
    console.error(error instanceof Error ? error.message : 'The database could not be migrated.');
    process.exitCode = 1;
  }
}
