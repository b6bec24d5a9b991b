import type { Registry } from 'prom-client';

/** What the server counts. Labels are routes, statuses and codes of ours: never a name, a tenant or a word. */
export interface Metrics {
  request(route: string, status: number, seconds: number): void;
  verdicts(status: string, count: number): void;
  refusedToken(): void;
  limited(by: string): void;
  /** A job ended on this node: `done`, `failed`, or `lost` to another. */
  job?(name: string, outcome: string, seconds: number): void;
}

export const noMetrics: Metrics = { request() {}, verdicts() {}, refusedToken() {}, limited() {} };

/**
 * Counts in a registry of `prom-client`, an optional peer: `await createMetrics(() => service.pokes.size)`.
 *
 * @throws when `prom-client` is not installed.
 */
export async function createMetrics(
  openStreams: () => number,
): Promise<{ readonly metrics: Metrics; readonly registry: Registry }> {
  const prometheus = (await import('prom-client')).default;
  const registry = new prometheus.Registry();
  prometheus.collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const requests = new prometheus.Histogram({
    name: 'cordee_request_seconds',
    help: 'How long requests took.',
    labelNames: ['route', 'status'],
    registers,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  });
  const operations = new prometheus.Counter({
    name: 'cordee_operations_total',
    help: 'Operations pushed, by verdict.',
    labelNames: ['verdict'],
    registers,
  });
  const tokens = new prometheus.Counter({
    name: 'cordee_tokens_refused_total',
    help: 'Requests with a token that was not good.',
    registers,
  });
  const limits = new prometheus.Counter({
    name: 'cordee_limited_total',
    help: 'Requests over a limit.',
    labelNames: ['by'],
    registers,
  });
  const jobs = new prometheus.Histogram({
    name: 'cordee_job_seconds',
    help: 'How long jobs took.',
    labelNames: ['job', 'outcome'],
    registers,
    buckets: [0.1, 1, 10, 60, 600],
  });
  new prometheus.Gauge({
    name: 'cordee_streams',
    help: 'Event streams that are open.',
    registers,
    collect() {
      this.set(openStreams());
    },
  });
  return {
    registry,
    metrics: {
      request: (route, status, seconds) => requests.observe({ route, status }, seconds),
      verdicts: (verdict, count) => operations.inc({ verdict }, count),
      refusedToken: () => tokens.inc(),
      limited: (by) => limits.inc({ by }),
      job: (job, outcome, seconds) => jobs.observe({ job, outcome }, seconds),
    },
  };
}
