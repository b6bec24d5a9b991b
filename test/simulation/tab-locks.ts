import type { Life } from './life.js';

interface Turn {
  readonly life: Life;
  readonly begin: () => void;
}

/** The locks that the pages of one device share. Who dies gives back what it held; who is frozen does not. */
export class TabLocks {
  readonly #queues = new Map<string, Turn[]>();

  request(life: Life, name: string, signal: AbortSignal, run: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      let hasBegun = false;
      const queue = this.#queues.get(name) ?? [];
      this.#queues.set(name, queue);
      const leave = (): void => {
        const at = queue.indexOf(turn);
        if (at < 0) return;
        queue.splice(at, 1);
        if (at === 0) queue[0]?.begin();
      };
      const turn: Turn = {
        life,
        begin: () =>
          life.enter(() => {
            if (!queue.includes(turn)) return;
            hasBegun = true;
            signal.removeEventListener('abort', giveUp);
            run().then(
              () => (leave(), resolve()),
              (error: unknown) => (leave(), reject(error as Error)),
            );
          }),
      };
      const giveUp = (): void => {
        if (hasBegun) return;
        leave();
        reject(new DOMException('The wait was ended.', 'AbortError'));
      };
      if (signal.aborted) return reject(new DOMException('The wait was ended.', 'AbortError'));
      signal.addEventListener('abort', giveUp);
      life.onDeath(leave);
      queue.push(turn);
      if (queue[0] === turn) void Promise.resolve().then(turn.begin);
    });
  }
}
