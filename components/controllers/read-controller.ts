import type { CordeeClient, WordsView } from '../../src/index.js';

/** Tells the authors of what is on the screen that it is read, each item once. */
export class ReadController {
  readonly #marked = new Set<string>();

  /** A failure is not shown: nothing of the reader's is lost, and the next look tries again. */
  markRead(client: CordeeClient | undefined, journey: string, shown: readonly WordsView[]): void {
    if (!client || document.visibilityState !== 'visible') return;
    const fresh = shown.filter((words) => !words.isMine && !this.#marked.has(words.id)).map((words) => words.id);
    if (fresh.length === 0) return;
    for (const id of fresh) this.#marked.add(id);
    client.forum.markRead(journey, fresh).catch(() => {
      for (const id of fresh) this.#marked.delete(id);
    });
  }
}
