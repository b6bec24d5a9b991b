import type { Env } from '../../src/env.js';
import type { Subject } from '../identity/auth.js';
import { protocolOf, scopeKindOf } from '../../src/model/scope/scope-kind.js';
import { type ProtocolVersion, newestProtocol } from '../../src/protocol/version.js';
import type { Pokes } from './pokes.js';

const heartbeatMs = 20_000;
/** A reader that does not read is let go; it comes back and pulls. */
const maxWaitingBytes = 64 * 1_024;
/** The longest that a timer holds. */
const maxTimerMs = 2_147_483_647;

/**
 * The stream of one device: pokes, a comment every 20 s, and `bye` before it is closed, at the
 * latest when its token expires. It holds no word and no id but those of the reader's own journeys.
 */
export function createEventStream(
  env: Env,
  pokes: Pokes,
  { tenant, person, expiresAt }: Subject,
  isDenied: () => Promise<boolean> = async () => false,
  version: ProtocolVersion = newestProtocol,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let end = (): void => {};
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let isOpen = true;
        const send = (text: string): void => {
          if (!isOpen) return;
          if ((controller.desiredSize ?? 0) < -maxWaitingBytes) {
            end();
            controller.close();
          } else {
            controller.enqueue(encoder.encode(text));
          }
        };
        const bye = (afterMs: number): void => {
          if (!isOpen) return;
          send(`event: bye\ndata: ${JSON.stringify({ afterMs })}\n\n`);
          if (!isOpen) return;
          end();
          controller.close();
        };
        let cancelHeartbeat = (): void => {};
        const beat = (): void => {
          send(': here\n\n');
          // What another node denied meanwhile. A database that does not answer ends no stream.
          isDenied().then(
            (is) => {
              if (is) bye(0);
            },
            () => {},
          );
          if (isOpen) cancelHeartbeat = env.after(heartbeatMs, beat);
        };
        const cancelExpiry = env.after(Math.min(Math.max(0, expiresAt - env.now()), maxTimerMs), () => bye(0));
        let leave = (): void => {};
        end = () => {
          isOpen = false;
          cancelHeartbeat();
          cancelExpiry();
          leave();
        };
        beat();
        leave = pokes.open(tenant, person, {
          poke(revisions) {
            // [SP5] Another device of the same person may be of a newer version, and follow more.
            const known = Object.entries(revisions).filter(([scope]) => isKnownTo(version, scope));
            if (known.length > 0) send(`event: poke\ndata: ${JSON.stringify(Object.fromEntries(known))}\n\n`);
          },
          bye,
        });
      },
      cancel: () => end(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: 0 }),
  );
}

function isKnownTo(version: ProtocolVersion, scope: string): boolean {
  const kind = scopeKindOf(scope);
  return kind !== undefined && protocolOf(kind) <= version;
}
