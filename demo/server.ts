import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { join } from 'node:path';
import { createCalendarShift } from './calendar-shift.js';
import { DemoError } from './demo-error.js';
import { createPages } from './intranet/pages.js';
import { readScenario, readTemplates } from './scenario.js';
import { openDemoSync } from './open-sync.js';
import { createSeedContext } from './seed/seed-context.js';
import { openSession } from './session.js';

export interface DemoOptions {
  /** 0 takes any free one. */
  readonly port: number;
  /** Where everything lasting is kept; made when missing. */
  readonly dataFolder: string;
  /** Forgets what is there and begins again. */
  readonly fresh?: boolean;
  /** Templates to use instead of the demonstration's own. */
  readonly templatesFolder?: string | undefined;
  readonly now?: () => number;
  /** Told in a sentence what takes long. */
  readonly say?: (sentence: string) => void;
}

export interface Demo {
  readonly url: string;
  readonly port: number;
  readonly dataFolder: string;
  close(): Promise<void>;
}

const host = '127.0.0.1';

/**
 * The intranet of an invented company with Cordée in its pages: host pages, tokens and sync server in
 * one process, reachable from this machine only. The first start writes eleven weeks of a journey.
 *
 * What could be refused is tried before anything is changed: templates, port, then the data folder.
 *
 * @throws DemoError with one sentence for the person who started it.
 */
export async function startDemo({
  port,
  dataFolder,
  fresh = false,
  templatesFolder,
  now = Date.now,
  say = () => {},
}: DemoOptions): Promise<Demo> {
  const scenario = readScenario();
  const templates = readTemplates(templatesFolder);
  const timeZone = scenario.people.find(({ id }) => id === scenario.journey.coachee)?.timeZone ?? 'UTC';
  const seed = createSeedContext(scenario, templates, createCalendarShift(scenario.journey.today, timeZone, now()));

  // The port is taken first and answers once everything behind it is there.
  let open: (app: Hono) => void = () => {};
  const ready = new Promise<Hono>((resolve) => {
    open = resolve;
  });
  const server = await listen(port, async (request) => (await ready).fetch(request));
  try {
    const session = await openSession(join(dataFolder, 'signing-key.json'), scenario.company.id);
    const sync = await openDemoSync({ folder: dataFolder, fresh, seed, templates, publicKey: session.publicKey, say });
    const app = new Hono();
    app.route('/', createPages(scenario, session, now));
    app.route('/', sync.app);
    open(app);
    const address = server.address();
    const takenPort = typeof address === 'object' && address ? address.port : port;
    return {
      url: `http://${host}:${takenPort}`,
      port: takenPort,
      dataFolder,
      async close() {
        await sync.close();
        await closeServer(server);
      },
    };
  } catch (error) {
    await closeServer(server);
    throw error;
  }
}

function listen(port: number, fetch: (request: Request) => Promise<Response>): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: host }, () => resolve(server));
    server.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'EADDRINUSE') {
        reject(new DemoError(`Port ${port} is in use: choose another with PORT=${port + 1} npm start.`, { cause }));
      } else if (cause.code === 'EACCES') {
        reject(
          new DemoError(`Port ${port} is not allowed to you: choose one from 1024 up with PORT=4173 npm start.`, {
            cause,
          }),
        );
      } else {
        reject(cause);
      }
    });
  });
}

const closeServer = (server: ServerType): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
