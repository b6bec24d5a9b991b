import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  type LogLine,
  type SyncStorage,
  createSqlStorage,
  createSyncServer,
  openMemoryDatabase,
} from '../../server/index.js';
import { createOperationsApp } from '../../server/http/operations-app.js';
import { StorageError } from '../../src/errors.js';
import { circle, company, journeyRecord, setTopic } from './support.js';

it('failures on one operation are counted over all nodes, and those of a database that does not answer are not', async () => {
  const storage = await createSqlStorage(await openMemoryDatabase(), () => 'x');
  let failure: Error | undefined;
  const broken: SyncStorage = {
    ...storage,
    write: (scope, run) =>
      storage.write(scope, (writer) => {
        const save = writer.save.bind(writer);
        writer.save = async (place, changes) => {
          if (failure !== undefined) throw failure;
          return save(place, changes);
        };
        return run(writer);
      }),
  };
  const verifyToken = () => Promise.reject(new Error('none'));
  const failures: unknown[] = [];
  const log = (line: LogLine): void => void (line.event === 'push-failed' && failures.push(line['failures']));
  const nodes = [1, 2].map(() => createSyncServer({ storage: broken, verifyToken, log }).service);
  const [first, second] = nodes;
  assert(first && second);
  await first.provision({ tenant: 't', journey: 'J', records: [journeyRecord('J'), ...company] });
  const op = { seq: 1, raw: 0, clk: 0, ...setTopic('t-1', 'J', 'ines', circle, 'x', 'circle') };
  const push = (node: typeof first) =>
    node.push(
      { tenant: 't', person: 'ines', expiresAt: 0 },
      { v: 1, schema: '1', replica: 'r', rawNow: 0, clk: 0, txs: [{ tx: 'a', journey: 'J', ops: [op] }] },
    );
  failure = new StorageError('CORDEE_STORAGE_FAILED', 'The database does not answer.');
  for (let turn = 0; turn < 20; turn++) assert.equal((await push(first)).stop?.['J']?.code, 'busy');
  failure = new Error('a bug');
  assert.deepEqual(
    (await push(second)).results['J'],
    [{ seq: 1, st: 'no', code: 'invalid' }],
    'tried again at once, then refused',
  );
  assert.deepEqual(failures, [1, 2, 3, 4, 5]);
  assert.deepEqual(
    (await push(first)).results['J'],
    [{ seq: 1, st: 'no', code: 'invalid' }],
    'for good, on every node',
  );
  await storage.close();
});

it('a database that does not answer is told as "unavailable, come back", whatever was asked; a bug is not', async () => {
  const storage = await createSqlStorage(await openMemoryDatabase(), () => 'x');
  let failure: Error = new StorageError('CORDEE_STORAGE_FAILED', 'The database does not answer.');
  const reject = () => Promise.reject(failure);
  const broken: SyncStorage = { ...storage, read: reject, write: reject, check: reject };
  const logged: LogLine[] = [];
  const log = (line: LogLine): void => void (line.event.endsWith('-failed') && logged.push(line));
  const { app, service } = createSyncServer({
    storage: broken,
    log,
    verifyToken: () => Promise.resolve({ tenant: 't', person: 'ines', expiresAt: 0 }),
  });
  const operations = createOperationsApp({ service, log, token: 'x' });
  const post = (body: object): RequestInit => ({
    method: 'POST',
    body: JSON.stringify(body),
    headers: { authorization: 'Bearer x', 'content-type': 'application/json' },
  });
  const questions = [
    [app, '/v1/pull', post({ v: 1, schema: '1', replica: 'r', journeys: {} })],
    [app, '/v1/invitations/open', post({ v: 1, token: 'x'.repeat(43) })],
    [app, '/v1/ready', {}],
    [operations, '/deny', post({ tenant: 't', person: 'ines' })],
  ] as const;
  for (const [asked, path, request] of questions) {
    const answer = await asked.request(path, request);
    assert.equal(answer.status, 503, `${path}: ${await answer.clone().text()}`);
    assert.equal(answer.headers.get('retry-after'), '1', path);
  }
  failure = new Error('a bug, with words that somebody wrote');
  for (const [asked, path, request] of questions) assert.equal((await asked.request(path, request)).status, 500, path);
  assert.deepEqual(
    logged.map(({ event }) => event),
    [...questions.map(() => 'storage-failed'), ...questions.map(() => 'request-failed')],
  );
  assert.doesNotMatch(JSON.stringify(logged), /somebody wrote/);
  await storage.close();
});
