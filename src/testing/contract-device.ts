import { checksumOf } from '../protocol/checksum.js';
import type { Operation, Page, PullRequest, PullResponse, PushRequest, Verdict } from '../protocol/messages.js';
import { protocolVersion, schemaVersion } from '../protocol/version.js';
import type { SyncAdapter } from '../sync/sync-adapter.js';
import { assertSame } from './harness.js';

const never = new AbortController().signal;
const nowMs = 1_800_000_000_000;

/** A change without its number and its time: the device puts them. */
export type NewOperation = Operation extends infer O
  ? O extends Operation
    ? Omit<O, 'seq' | 'raw' | 'clk'>
    : never
  : never;

/** A new topic, as a device writes it. `by` and `at` are claims that a server does not believe. */
export const topicBy = (
  person: string,
  journey: string,
  id: string,
  audience: { readonly kind: 'circle' | 'guides' },
  text: string,
): NewOperation => ({
  k: 'set',
  t: 'topic',
  id,
  space: `${journey}/${audience.kind}`,
  f: {
    by: person,
    at: '2026-11-12T09:00:00.000Z',
    audience: { kind: audience.kind },
    body: { text },
    state: 'open',
    pinned: false,
  },
});

/** As little of a device as a server can be asked by: it numbers what it pushes, and keeps what it pulls. */
export class ContractDevice {
  readonly adapter: SyncAdapter;
  readonly replica: string;
  readonly #journey: string;
  /** Fields of the records that it holds, by `type/id`. */
  readonly records = new Map<
    string,
    { readonly space: string; readonly rev: number; readonly fields: Readonly<Record<string, unknown>> }
  >();
  #seq = 0;
  #cursor: string | undefined;
  #spaces: Readonly<Record<string, string>> = {};
  /** All that it was ever told, as text. */
  heard = '';

  constructor(adapter: SyncAdapter, journey: string, replica: string) {
    this.adapter = adapter;
    this.replica = replica;
    this.#journey = journey;
  }

  request(operations: readonly NewOperation[], first = this.#seq + 1, journey = this.#journey): PushRequest {
    const ops = operations.map((operation, at): Operation => ({ ...operation, seq: first + at, raw: nowMs, clk: 0 }));
    return {
      v: protocolVersion,
      schema: schemaVersion,
      replica: this.replica,
      rawNow: nowMs,
      clk: 0,
      txs: [{ tx: `tx-${first}`, journey, ops }],
    };
  }

  /** Sends these as one transaction; gives the verdicts. */
  async push(...operations: readonly NewOperation[]): Promise<readonly Verdict[]> {
    const { results } = await this.adapter.push(this.request(operations), never);
    this.#seq += operations.length;
    return results[this.#journey] ?? [];
  }

  /** One pull; `cursor` instead of the one it holds. */
  async pullOnce(more: Partial<PullRequest> = {}, cursor = this.#cursor): Promise<PullResponse> {
    const answer = await this.adapter.pull(
      {
        v: protocolVersion,
        schema: schemaVersion,
        replica: this.replica,
        journeys: [{ id: this.#journey, spaces: this.#spaces, ...(cursor === undefined ? {} : { cursor }) }],
        ...more,
      },
      never,
    );
    this.heard += JSON.stringify(answer);
    return answer;
  }

  /** Pulls until there is no more, and applies what comes. Gives the pages. */
  async pull(limit?: PullRequest['limit']): Promise<readonly Page[]> {
    const pages: Page[] = [];
    for (let turn = 0; turn < 1_000; turn++) {
      const answer = await this.pullOnce(limit === undefined ? {} : { limit });
      const access = answer.access[this.#journey];
      for (const [key, { space }] of this.records) if (access?.spaces[space] === undefined) this.records.delete(key);
      const page = answer.journeys.find(({ id }) => id === this.#journey);
      if (access === undefined || page === undefined) return pages;
      if (page.why !== undefined) this.records.clear();
      this.#apply(page);
      pages.push(page);
      if (page.more) continue;
      this.#spaces = access.spaces;
      this.#assertSums(page);
      return pages;
    }
    throw new Error('a pull that never ends');
  }

  #apply({ to, puts, dels }: Page): void {
    for (const { t, id, space, rev, f } of puts) this.records.set(`${t}/${id}`, { space, rev, fields: f });
    for (const { t, id, space } of dels)
      if (this.records.get(`${t}/${id}`)?.space === space) this.records.delete(`${t}/${id}`);
    this.#cursor = to;
  }

  #assertSums({ sum }: Page): void {
    for (const [name, told] of Object.entries(sum ?? {})) {
      const held = [...this.records].filter(([, { space }]) => space === name);
      const summed = held.map(([key, { rev }]) => ({
        t: key.slice(0, key.indexOf('/')),
        id: key.slice(key.indexOf('/') + 1),
        rev,
      }));
      assertSame([held.length, checksumOf(summed)], told, `the sum of ${name}`);
    }
  }
}
