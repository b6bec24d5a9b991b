// Tells that something changed below some folders. One watcher a folder, which every platform has: an editor that puts
// a new file in the place of the old one is seen too, and a folder that comes later is watched from then on.
import { existsSync, readdirSync, watch } from 'node:fs';
import { join } from 'node:path';

const withFoldersInside = (folder) => [
  folder,
  ...readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => withFoldersInside(join(folder, entry.name))),
];

/** Calls `onChange` once for changes that come together. Gives a function that ends it. */
export function watchFolders(folders, onChange, quietMs = 60) {
  const watchers = new Map();
  let timer;
  const look = () => {
    const present = new Set(folders.filter(existsSync).flatMap(withFoldersInside));
    for (const [folder, watcher] of watchers) {
      if (present.has(folder)) continue;
      watcher.close();
      watchers.delete(folder);
    }
    for (const folder of present) {
      if (watchers.has(folder)) continue;
      const watcher = watch(folder, notice);
      watcher.on('error', () => watchers.delete(folder));
      watchers.set(folder, watcher);
    }
  };
  const notice = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      look();
      onChange();
    }, quietMs);
  };
  look();
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers.values()) watcher.close();
  };
}
