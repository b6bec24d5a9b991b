import { systemEnv } from '../env.js';
import { limits } from '../protocol/limits.js';
import { protocolVersion, schemaVersion } from '../protocol/version.js';
import { createHttpAdapter } from '../sync/http-adapter.js';
import { createTokenKeeper } from '../sync/token-keeper.js';
import { ContractDevice, topicBy } from './contract-device.js';
import { type Harness, assertSame } from './harness.js';
import { type Participant, describeSyncAdapterContract } from './sync-adapter-contract.js';

/** A journey made for one check, with the ids of the people in it. */
export interface SyncJourney {
  readonly journey: string;
  readonly coachee: string;
  readonly companion: string;
  /** The companion's membership id. */
  readonly companionMember: string;
  /** Somebody of the tenant who is in no journey. */
  readonly stranger: string;
}

export interface SyncConformanceOptions {
  /** Where the server is: its routes are below `v1/`. */
  readonly baseUrl: string;
  readonly tokenFor: (person: string) => Promise<string>;
  /** Makes a new journey, with new people or the same. */
  readonly prepare: () => Promise<SyncJourney>;
}

const circle = { kind: 'circle' } as const;

/**
 * Whether a server over HTTP is one that `createCordee` can be pointed at: the contract of a
 * `SyncAdapter` through our own, and what only HTTP has: statuses, tokens, limits, commands.
 */
export function describeSyncConformance(
  name: string,
  { describe, it }: Harness,
  { baseUrl, tokenFor, prepare }: SyncConformanceOptions,
): void {
  const at = (path: string): string => new URL(`v1/${path}`, baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`).href;
  const participant = (person: string): Participant => ({
    person,
    adapter: createHttpAdapter({
      url: baseUrl,
      env: systemEnv,
      tokens: createTokenKeeper(() => tokenFor(person), systemEnv),
    }),
  });
  const adapterOf = async () => {
    const { journey, coachee, companion, stranger } = await prepare();
    return {
      journey,
      coachee: participant(coachee),
      companion: participant(companion),
      stranger: participant(stranger),
    };
  };
  describeSyncAdapterContract(`${name}, over HTTP`, { describe, it }, adapterOf);

  const ask = async (path: string, body: string, headers: Readonly<Record<string, string>>) => {
    const response = await fetch(at(path), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    const text = await response.text();
    return {
      status: response.status,
      text,
      code: (JSON.parse(text) as { readonly error?: { readonly code?: string } }).error?.code,
    };
  };
  const pullOf = (more: object = {}): string =>
    JSON.stringify({ v: protocolVersion, schema: schemaVersion, replica: 'conformance', journeys: [], ...more });
  let count = 0;
  const deviceOf = ({ adapter }: Participant, journey: string) =>
    new ContractDevice(adapter, journey, `conformance-${(count += 1)}-${journey.slice(-40)}`);

  describe(`a sync server: ${name}`, () => {
    it('[SC1] whatever is no good token is refused with 401, in the same words', async () => {
      const { coachee } = await prepare();
      const token = await tokenFor(coachee);
      const good = await ask('pull', pullOf(), { authorization: `Bearer ${token}` });
      assertSame(good.status, 200);
      const refusals = await Promise.all(
        [
          {},
          { authorization: '' },
          { authorization: token },
          { authorization: `bearer ${token}` },
          { authorization: 'Basic aW5lczp4' },
          { cookie: `token=${token}` },
          { authorization: 'Bearer no-token' },
        ].map((headers) => ask('pull', pullOf(), headers as Record<string, string>)),
      );
      assertSame(
        new Set(refusals.map(({ status, code, text }) => `${status} ${code} ${text}`)).size,
        1,
        'one answer for all',
      );
      assertSame(refusals[0]?.status, 401);
    });

    it('[SC2] what is not as the protocol says is told with a status and a code, and changes nothing', async () => {
      const { coachee } = await prepare();
      const authorization = `Bearer ${await tokenFor(coachee)}`;
      const refused = async (path: string, body: string, headers: Record<string, string> = {}) => {
        const { status, code } = await ask(path, body, { authorization, ...headers });
        return [status, code];
      };
      assertSame(await refused('pull', '{'), [400, 'malformed']);
      assertSame(await refused('pull', pullOf({ journeys: 'all' })), [400, 'malformed']);
      assertSame(await refused('pull', pullOf({ v: 1_000 })), [426, 'too_old']);
      assertSame(await refused('pull', pullOf(), { 'content-type': 'text/plain' }), [415, 'unsupported_media']);
      assertSame(await refused('pull', pullOf(), { 'content-encoding': 'gzip' }), [415, 'unsupported_media']);
      assertSame(await refused('push', `${' '.repeat(limits.pushBytes)}{}`), [413, 'too_large']);
      assertSame(await refused('no-such-route', '{}'), [404, 'not_found']);
    });

    it('[SC3] an operation that is too large is refused by itself', async () => {
      const { journey, coachee } = await adapterOf();
      const one = deviceOf(coachee, journey);
      const verdicts = await one.push(topicBy(coachee.person, journey, 'sc-1', circle, 'x'.repeat(limits.opBytes)));
      assertSame(
        verdicts.map((verdict) => verdict.st === 'no' && verdict.code),
        ['too_large'],
      );
    });

    it('[SC4] fewer readers: it leaves the devices of those who may not read it any more', async () => {
      const { journey, coachee, companion } = await adapterOf();
      const [one, other] = [deviceOf(coachee, journey), deviceOf(companion, journey)];
      await one.push(topicBy(coachee.person, journey, 'sc-1', circle, 'x'));
      await other.pull();
      const narrow = {
        k: 'do',
        name: 'audience.narrow',
        args: { type: 'topic', id: 'sc-1', audience: { kind: 'guides' } },
      } as const;
      assertSame(
        (await one.push(narrow)).map(({ st }) => st),
        ['ok'],
      );
      await other.pull();
      assertSame(other.records.has('topic/sc-1'), false);
    });

    it('[SC5] who is out of the journey reads nothing from then on, and their device forgets', async () => {
      const { journey, coachee, companion, companionMember } = await prepare();
      const [one, other] = [deviceOf(participant(coachee), journey), deviceOf(participant(companion), journey)];
      await one.push(topicBy(coachee, journey, 'sc-1', circle, 'x'));
      await other.pull();
      assertSame(
        (await one.push({ k: 'do', name: 'membership.end', args: { id: companionMember } })).map(({ st }) => st),
        ['ok'],
      );
      assertSame(await other.pull(), []);
      assertSame(other.records.size, 0);
      assertSame(
        (await other.push(topicBy(companion, journey, 'sc-2', circle, 'x'))).map(
          (verdict) => verdict.st === 'no' && verdict.code,
        ),
        ['not_a_member'],
      );
    });
  });
}
