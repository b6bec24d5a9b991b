import { hostname } from 'node:os';
import { systemEnv } from '../../src/env.js';
import { CordeeError, ValidationError } from '../../src/errors.js';
import { createTokenVerifier } from '../identity/auth.js';
import { type Config, readConfig } from './config.js';
import { startBackups } from '../jobs/backups.js';
import { startJobs } from '../jobs/job-runner.js';
import { serverJobs } from '../jobs/server-jobs.js';
import { type ListenOptions, type Listening, listen } from '../http/listen.js';
import { type Log, failureOf } from '../telemetry/log.js';
import { createMetrics } from '../telemetry/metrics.js';
import { openStorage } from '../storage/open-storage.js';
import { createOperationsApp } from '../http/operations-app.js';
import { createSyncServer } from '../http/sync-server.js';

async function start(config: Config): Promise<void> {
  const { issuer, audience, tenants, keys, allowedOrigins, backupFolder, database, port, host, smallestGroup, edge } =
    config;
  const verifyToken = createTokenVerifier({ issuer, audience, tenants, keys });
  const log: Log = (line) => console.log(JSON.stringify(line));
  const { storage, signals, promise, backUp } = await openStorage(database, systemEnv);
  log({ level: 'info', event: 'storage', promise });
  let openStreams = (): number => 0;
  const counted = edge.operations && (await countedOr(() => openStreams()));
  const server = createSyncServer({
    storage,
    signals,
    verifyToken,
    allowedOrigins,
    log,
    guestKey: edge.guestKey,
    proxies: edge.proxies,
    metrics: counted?.metrics,
    smallestGroup,
  });
  openStreams = () => server.service.pokes.size;
  const endBackups =
    backupFolder === undefined || backUp === undefined
      ? undefined
      : startBackups({ env: systemEnv, log, folder: backupFolder, write: backUp });
  const jobs = startJobs({
    storage,
    tenants,
    env: systemEnv,
    log,
    metrics: counted?.metrics,
    jobs: serverJobs({ storage, invitations: server.service.invitations }),
    holder: `${hostname()} ${process.pid}`,
  });
  const opened: Listening[] = [];
  let isClosing = false;
  const close = async (): Promise<void> => {
    if (isClosing) return;
    isClosing = true;
    endBackups?.();
    // "Not ready" first, then goodbye to the streams, then the requests under way, then the data.
    const told = server.service.close();
    await Promise.all([told, jobs.close(), ...opened.map((http) => http.close())]);
    await storage.close();
  };
  const open = async (
    app: ListenOptions['app'],
    at: number,
    socketsPerAddress: number,
    event: string,
  ): Promise<void> => {
    try {
      const http = await listen({
        app,
        port: at,
        host,
        socketsPerAddress,
        onError: (error) => log({ level: 'error', event: 'socket-failed', ...failureOf(error) }),
      });
      opened.push(http);
      log({ level: 'info', event, host, port: http.port });
    } catch (error) {
      console.error(`Cordée cannot listen on ${host}:${at} (${failureOf(error).code ?? failureOf(error).name}).`);
      process.exitCode = 1;
      await close();
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close());
  if (edge.operations !== undefined) {
    const { port: at, token } = edge.operations;
    const metrics =
      counted && (async () => ({ text: await counted.registry.metrics(), type: counted.registry.contentType }));
    await open(
      createOperationsApp({ service: server.service, log, token, metrics }),
      at,
      Infinity,
      'operations-listening',
    );
  }
  if (!isClosing) await open(server.app, port, edge.socketsPerAddress, 'listening');
}

/** Metrics, where `prom-client` is installed. */
const countedOr = (openStreams: () => number): Promise<Awaited<ReturnType<typeof createMetrics>> | undefined> =>
  createMetrics(openStreams).catch(() => undefined);

try {
  await start(readConfig(process.env));
} catch (error) {
  if (!(error instanceof CordeeError)) throw error;
  const sentences = error instanceof ValidationError ? error.issues.map(({ message }) => message) : [error.message];
  for (const sentence of sentences) console.error(sentence);
  process.exitCode = 1;
}
