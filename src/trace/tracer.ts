import type { TraceEvent } from '../api/trace.js';
import type { Env } from '../env.js';
import { type ErrorCode, SyncError } from '../errors.js';

/** An event before it has its time. */
export type Untimed<Event = TraceEvent> = Event extends TraceEvent ? Omit<Event, 'at'> : never;

/** Tells what happens to a listener that can do no harm. */
export interface Tracer {
  now(): number;
  tell(event: Untimed): void;
  /** Waits for work, then tells of it with its duration and, after a failure, its code. The work's own outcome stays as it is. */
  timed<T>(run: () => Promise<T>, eventOf: (ended: EndOf, result: T | undefined) => Untimed | undefined): Promise<T>;
}

export interface EndOf {
  readonly durationMs: number;
  readonly code?: ErrorCode;
}

/** What an error's code may be. A code of another making says nothing that can be relied on. */
const codePattern = /^CORDEE_[A-Z_]{3,32}$/;

export function codeOf(error: unknown): ErrorCode {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && codePattern.test(code) ? (code as ErrorCode) : 'CORDEE_SYNC_PROTOCOL';
}

/** The status of HTTP that an error tells of, as a part of an event. */
export const statusOf = (error: unknown): { readonly status?: number } =>
  error instanceof SyncError && typeof error.status === 'number' ? { status: error.status } : {};

export function createTracer(onTrace: (event: TraceEvent) => void, env: Pick<Env, 'now' | 'elapsed'>): Tracer {
  const tell = (event: Untimed): void => {
    try {
      onTrace({ ...event, at: env.now() } as TraceEvent);
    } catch {
      // A listener that fails changes nothing of what it listens to.
    }
  };
  return {
    now: () => env.elapsed(),
    tell,
    async timed(run, eventOf) {
      const began = env.elapsed();
      const end = (more: object, result?: Awaited<ReturnType<typeof run>>): void => {
        const event = eventOf({ durationMs: env.elapsed() - began, ...more }, result);
        if (event) tell(event);
      };
      try {
        const result = await run();
        end({}, result);
        return result;
      } catch (error) {
        end({ code: codeOf(error) });
        throw error;
      }
    },
  };
}
