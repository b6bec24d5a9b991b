const delaysMs = [2_000, 5_000, 15_000, 60_000] as const;

/** Runs once: at the next sign of a network, or after a while, since what failed may be a server, or a network that never says so. */
export function tryLater(run: () => void, triesBefore = 0): void {
  const again = (): void => {
    removeEventListener('online', again);
    clearTimeout(timer);
    run();
  };
  const timer = setTimeout(again, delaysMs[Math.min(triesBefore, delaysMs.length - 1)]);
  addEventListener('online', again);
}
