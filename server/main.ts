import { serve } from '@hono/node-server';
import { randomUUID } from 'node:crypto';
import { Server } from 'node:http';
import { CordeeError, ValidationError } from '../src/errors.js';
import { createTokenVerifier } from './auth.js';
import { type Config, readConfig } from './config.js';
import { createSyncServer } from './sync-server.js';
import { openFolderDatabase } from './pglite.js';
import { createSqlStorage } from './sql-storage.js';

/** Who does not send a request in time is let go, so that slow connections hold nothing. */
const headersTimeoutMs = 10_000;
const requestTimeoutMs = 30_000;

async function start(config: Config): Promise<void> {
  const { issuer, audience, tenants, keys, allowedOrigins, dataFolder, port, host } = config;
  const verifyToken = createTokenVerifier({ issuer, audience, tenants, keys });
  const storage = await createSqlStorage(await openFolderDatabase(dataFolder), randomUUID);
  const server = createSyncServer({ storage, verifyToken, allowedOrigins, log: (line) => console.log(JSON.stringify(line)) });
  const http = serve({ fetch: server.app.fetch, port, hostname: host }, (address) => {
    console.log(JSON.stringify({ level: 'info', event: 'listening', host, port: address.port }));
  });
  if (http instanceof Server) {
    http.headersTimeout = headersTimeoutMs;
    http.requestTimeout = requestTimeoutMs;
  }
  let isClosing = false;
  const close = async (): Promise<void> => {
    if (isClosing) return;
    isClosing = true;
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
