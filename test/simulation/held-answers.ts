import type { SyncService } from '../../server/sync/sync-service.js';
import { type StorageState, replicaKey } from './memory-state.js';
import { Violation } from './oracle.js';
import { replaced } from './planted/replaced.js';

/** What devices have said that they hold of the answers to their operations, against what the database keeps of it. */
export class HeldAnswers {
  readonly #said = new Map<string, number>();

  /** The same service, with an ear for what its pulls say. */
  readonly watch = (service: SyncService): SyncService =>
    replaced(service, {
      pull: (subject, request) => {
        const { tenant } = subject;
        for (const [journey, seq] of Object.entries(request.resultsAck ?? {})) {
          const key = replicaKey({ tenant, journey }, request.replica);
          this.#said.set(key, Math.max(this.#said.get(key) ?? 0, seq));
        }
        return service.pull(subject, request);
      },
    } as Partial<SyncService>);

  /** [I15] An answer that a device is believed to hold may be forgotten, so none is believed that it did not say. */
  demand(before: StorageState, after: StorageState): void {
    if (before.progress === after.progress) return;
    for (const [key, progress] of after.progress)
      if (progress !== before.progress.get(key) && progress.ackedSeq > (this.#said.get(key) ?? 0))
        throw new Violation(
          'I15',
          `${key.replaceAll('\n', '/')} holds its answers up to ${this.#said.get(key) ?? 0}, and ${progress.ackedSeq} is written`,
        );
  }
}
