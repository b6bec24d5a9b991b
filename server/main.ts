import { serve } from '@hono/node-server';
import { Server } from 'node:http';
import { systemEnv } from '../src/env.js';
import { CordeeError, ValidationError } from '../src/errors.js';
import { createTokenVerifier } from './auth.js';
import { type Config, readConfig } from './config.js';
import { startDaily } from './daily.js';
import type { Log } from './log.js';
import { openStorage } from './open-storage.js';
import { createSyncServer } from './sync-server.js';

/** Who does not send a request in time is let go, so that slow connections hold nothing. */
const headersTimeoutMs = 10_000;
const requestTimeoutMs = 30_000;

async function start(config: Config): Promise<void> {
  const { issuer, audience, tenants, keys, allowedOrigins, backupFolder, database, port, host } = config;
  const verifyToken = createTokenVerifier({ issuer, audience, tenants, keys });
  const log: Log = (line) => console.log(JSON.stringify(line));
  const { storage, signals, promise, backUp } = await openStorage(database, systemEnv);
  log({ level: 'info', event: 'storage', promise });
  const server = createSyncServer({ storage, signals, verifyToken, allowedOrigins, log });
  const backup = backupFolder === undefined || backUp === undefined ? undefined : { folder: backupFolder, write: backUp };
  const endDaily = startDaily({ storage, tenants, env: systemEnv, log, backup });
  const http = serve({ fetch: server.app.fetch, port, hostname: host }, (address) => {
    log({ level: 'info', event: 'listening', host, port: address.port });
  });
  if (http instanceof Server) {
    http.headersTimeout = headersTimeoutMs;
    http.requestTimeout = requestTimeoutMs;
  }
  let isClosing = false;
  const close = async (): Promise<void> => {
    if (isClosing) return;
    isClosing = true;
    endDaily();
    const closed = new Promise((resolve) => http.close(resolve));
    const told = server.service.close();
    if (http instanceof Server) http.closeIdleConnections();
    await Promise.all([closed, told]);
    await storage.close();
  };
  http.on('error', (error) => {
    console.error(`Cordée cannot listen on ${host}:${port} (${'code' in error ? String(error.code) : error.name}).`);
    process.exitCode = 1;
    void close();
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close());
}

try {
  await start(readConfig(process.env));
} catch (error) {
  if (!(error instanceof CordeeError)) throw error;
  const sentences = error instanceof ValidationError ? error.issues.map(({ message }) => message) : [error.message];
  for (const sentence of sentences) console.error(sentence);
  process.exitCode = 1;
}
