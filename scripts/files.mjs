// What the scripts need to know of files: which there are, how old, and which are left over from an earlier build.
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Every file below a folder; none when there is no such folder. */
export function walk(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

/** When the youngest of these files and folders was last written, in ms. */
export function newest(paths) {
  const files = paths.filter(existsSync).flatMap((path) => (statSync(path).isDirectory() ? walk(path) : [path]));
  return Math.max(0, ...files.map((file) => statSync(file).mtimeMs));
}

/** Removes what a build that started then has not written: the output of sources that are gone. */
export function removeOlderThan(startedAtMs, folders) {
  for (const file of folders.flatMap(walk))
    if (statSync(file).mtimeMs < startedAtMs - 1_000) rmSync(file, { force: true });
}
