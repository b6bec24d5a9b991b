import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const cache = join(root, 'build/.cache');
/** What the first start of the demonstration writes comes from these alone, and from the time. */
const sources = ['build/demo', 'build/server', 'build/src', 'demo/content'];
const hourMs = 3_600_000;

function newestMs(folder: string): number {
  return Math.max(
    0,
    ...readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
      (name) => statSync(join(root, folder, name)).mtimeMs,
    ),
  );
}

/**
 * Fills a folder with what the first start of the demonstration writes, in a third of the time: it is kept for an hour, as
 * long as nothing is compiled, and copied from then on.
 *
 * @param writeInto Starts the demonstration on an empty folder, and ends it in good order.
 */
export async function fillWithSeededData(folder: string, writeInto: (folder: string) => Promise<void>): Promise<void> {
  const hour = Math.floor(Date.now() / hourMs);
  const name = `demo-${hour}-${Math.max(...sources.map(newestMs))}`;
  const kept = join(cache, name);
  if (!existsSync(kept)) {
    mkdirSync(cache, { recursive: true });
    const draft = join(cache, `draft-${name}-${process.pid}`);
    await writeInto(draft);
    try {
      renameSync(draft, kept);
    } catch {
      rmSync(draft, { recursive: true, force: true }); // Another test was first.
    }
    for (const old of readdirSync(cache).filter((one) => /^(draft-)?demo-/.test(one)))
      if (Number(/demo-(\d+)/.exec(old)?.[1]) < hour - 1) rmSync(join(cache, old), { recursive: true, force: true });
  }
  cpSync(kept, folder, { recursive: true, preserveTimestamps: true });
}
