// A device without a store: it pushes, pulls and holds a stream, and counts what it was given.
import { createHash } from 'node:crypto';
import { Agent, request } from 'node:http';
import { schemaVersion } from '../../build/src/protocol/version.js';

const noon = '2026-09-18T12:00:00.000Z';
const agents = new Map();

/** Ends the connections that calls have kept. */
export function endCalls() {
  for (const agent of agents.values()) agent.destroy();
  agents.clear();
}

function call(url, path, token, body) {
  const agent = agents.get(url) ?? new Agent({ keepAlive: true, maxSockets: 2_000 });
  agents.set(url, agent);
  const text = JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const sent = request(
      `${url}/v1/${path}`,
      {
        agent,
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(text),
        },
      },
      (response) => {
        let answer = '';
        response.setEncoding('utf8').on('data', (chunk) => {
          answer += chunk;
        });
        response.on('end', () =>
          response.statusCode === 200
            ? resolve(JSON.parse(answer))
            : reject(new Error(`${response.statusCode} ${answer}`)),
        );
        response.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(text);
  });
}

/** An open stream; `onPoke` gets the revisions. */
export function listen(url, token, onPoke, onOpen) {
  const sent = request(`${url}/v1/events`, { headers: { authorization: `Bearer ${token}` } }, (response) => {
    if (response.statusCode !== 200) throw new Error(`A stream answered ${response.statusCode}.`);
    let text = '';
    response.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const message = text.slice(0, end);
        text = text.slice(end + 2);
        if (message.startsWith(': here')) onOpen?.();
        if (message.startsWith('event: poke')) onPoke(JSON.parse(message.slice(message.indexOf('data: ') + 6)));
      }
    });
    response.on('error', () => {});
  });
  sent.on('error', () => {});
  sent.end();
  return () => sent.destroy();
}

let replicas = 0;

export class Device {
  seq = 0;
  cursor = undefined;
  spaces = {};
  delivered = 0;
  pulling = false;
  again = false;

  constructor(url, token, journey, person) {
    Object.assign(this, {
      url,
      token,
      journey,
      person,
      replica: createHash('sha256').update(`${process.pid}/${Date.now()}/${replicas++}`).digest('hex').slice(0, 32),
    });
  }

  push(changes) {
    const ops = Array.from({ length: changes }, () => {
      this.seq += 1;
      return {
        seq: this.seq,
        raw: Date.now(),
        clk: 0,
        k: 'set',
        t: 'topic',
        id: `${this.replica}-${this.seq}`,
        space: `${this.journey}/circle`,
        f: {
          by: this.person,
          at: noon,
          audience: { kind: 'circle' },
          body: { text: 'Une phrase comme on en écrit, ni longue ni courte, à propos de la semaine.' },
          state: 'open',
          pinned: false,
        },
      };
    });
    return call(this.url, 'push', this.token, {
      v: 1,
      schema: schemaVersion,
      replica: this.replica,
      rawNow: Date.now(),
      clk: 0,
      txs: [{ tx: `tx-${this.seq}`, journey: this.journey, ops }],
    });
  }

  /** Everything new; one pull at a time, and one more for what came meanwhile. */
  async pull() {
    if (this.pulling) {
      this.again = true;
      return;
    }
    this.pulling = true;
    do {
      this.again = false;
      for (let more = true; more;) {
        const answer = await call(this.url, 'pull', this.token, {
          v: 1,
          schema: schemaVersion,
          replica: this.replica,
          journeys: [
            this.cursor === undefined
              ? { id: this.journey, spaces: {} }
              : { id: this.journey, cursor: this.cursor, spaces: this.spaces },
          ],
        });
        const page = answer.journeys.find(({ id }) => id === this.journey);
        more = page?.more ?? false;
        if (page === undefined) break;
        this.delivered += page.puts.length;
        this.cursor = page.to;
        this.spaces = answer.access[this.journey].spaces;
      }
    } while (this.again);
    this.pulling = false;
  }
}
