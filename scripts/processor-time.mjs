// How much time of the processor a process and all that it starts have taken. Node tells it of no process but its own, so
// Linux is asked once a second, and what ends sooner is missed; elsewhere nothing is known.
import { readFileSync, readdirSync } from 'node:fs';

const ticksPerSecond = 100;

/** Its parent, and the ticks it has taken itself; nothing of one that has ended. */
function statOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    return undefined;
  }
}

export class ProcessorTime {
  /** By process: the one we asked about that it belongs to, and what it has taken. One whose parent has ended stays with it. */
  #known = new Map();
  #timer;

  start() {
    if (process.platform === 'linux') this.#timer = setInterval(() => this.#look(), 1_000).unref();
  }

  stop() {
    clearInterval(this.#timer);
  }

  add(pid) {
    this.#known.set(pid, { root: pid, ticks: 0 });
  }

  /** In seconds. */
  of(root) {
    const ticks = [...this.#known.values()].reduce((sum, one) => sum + (one.root === root ? one.ticks : 0), 0);
    return ticks / ticksPerSecond;
  }

  #look() {
    // A parent has a smaller number than what it starts, but for once in millions.
    const pids = readdirSync('/proc')
      .map(Number)
      .filter(Boolean)
      .toSorted((a, b) => a - b);
    for (const pid of pids) {
      const stat = statOf(pid);
      const root = this.#known.get(pid)?.root ?? this.#known.get(stat?.parent)?.root;
      if (stat && root) this.#known.set(pid, { root, ticks: stat.ticks });
    }
  }
}
