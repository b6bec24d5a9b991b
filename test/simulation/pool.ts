import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Result } from './simulate.js';

/** One run to do: a seed, perhaps with a planted defect. */
export interface Job {
  readonly seed: number;
  readonly planted?: string | undefined;
  /** Run it again, and compare what happened. */
  readonly isTwice?: boolean | undefined;
}

export type JobResult = Result & { readonly planted?: string | undefined };

/** Runs jobs at the same time, as many as there are workers: by default one for each core. `onResult` may say that enough has been seen. */
export function runJobs(
  jobs: Iterator<Job>,
  onResult: (result: JobResult) => 'go on' | 'stop',
  count = availableParallelism(),
): Promise<void> {
  const workers = Array.from(
    { length: Math.max(1, count) },
    () => new Worker(new URL('pool-worker.js', import.meta.url)),
  );
  let isStopped = false;
  let busy = 0;
  return new Promise<void>((resolve, reject) => {
    const end = (): void => void Promise.all(workers.map((worker) => worker.terminate())).then(() => resolve(), reject);
    const give = (worker: Worker): void => {
      const next = isStopped ? undefined : jobs.next();
      if (next === undefined || next.done) {
        if (busy === 0) end();
        return;
      }
      busy += 1;
      worker.postMessage(next.value);
    };
    for (const worker of workers) {
      worker.on('message', (result: JobResult) => {
        busy -= 1;
        if (onResult(result) === 'stop') isStopped = true;
        give(worker);
      });
      worker.on('error', reject);
      give(worker);
    }
  });
}
