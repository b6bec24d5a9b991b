import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import { lightWasm } from './light-wasm.js';

const main = fileURLToPath(new URL('../../server/process/main.js', import.meta.url));
const issuer = 'https://learn.example';
const audience = 'cordee';

/** A server as a process of its own, as it runs in earnest. */
export interface ServerProcess {
  readonly url: string;
  /** What it has written so far. */
  readonly output: () => string;
  readonly child: ChildProcess;
  /** Settles when it has gone. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/** A host whose tokens such servers accept. */
export interface TestHost {
  tokenFor(person: string): Promise<string>;
  /** @param database `DATABASE_URL` or `CORDEE_DATA_DIR`, and whatever else. A port of 0 takes any free one. */
  start(database: Readonly<Record<string, string>>): Promise<ServerProcess>;
  stop(): Promise<void>;
}

export async function createHost(tenant: string): Promise<TestHost> {
  const root = mkdtempSync(join(tmpdir(), 'cordee-host-'));
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  writeFileSync(join(root, 'keys.json'), JSON.stringify({ keys: [await exportJWK(publicKey)] }));
  const children = new Set<ChildProcess>();
  return {
    tokenFor(person) {
      const nowS = Math.floor(Date.now() / 1_000);
      return new SignJWT({ tenant })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'cordee+jwt' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(person)
        .setIssuedAt(nowS)
        .setExpirationTime(nowS + 900)
        .sign(privateKey);
    },
    async start(database) {
      const child = spawn(process.execPath, [...lightWasm, main], {
        env: {
          PATH: process.env['PATH'],
          PORT: '0',
          CORDEE_ISSUER: issuer,
          CORDEE_AUDIENCE: audience,
          CORDEE_TENANTS: tenant,
          CORDEE_JWKS: join(root, 'keys.json'),
          ...database,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      children.add(child);
      let text = '';
      const listening = new Promise<string>((resolve, reject) => {
        for (const stream of [child.stdout, child.stderr]) {
          stream.on('data', (chunk) => {
            text = `${text}${String(chunk)}`.slice(-50_000);
            const port = /"event":"listening".*"port":(\d+)/.exec(text)?.[1];
            if (port !== undefined) resolve(port);
          });
        }
        child.once('exit', () => reject(new Error(`The server did not start: ${text}`)));
      });
      const url = `http://127.0.0.1:${await listening}`;
      return {
        url,
        child,
        output: () => text,
        async end(signal) {
          if (child.exitCode !== null || child.signalCode !== null) return;
          const gone = once(child, 'exit');
          child.kill(signal);
          await gone;
          children.delete(child);
        },
      };
    },
    async stop() {
      for (const child of children) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        const gone = once(child, 'exit');
        child.kill('SIGKILL');
        await gone;
      }
      rmSync(root, { recursive: true, force: true });
    },
  };
}
