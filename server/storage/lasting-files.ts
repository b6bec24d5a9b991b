import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { syncFolder } from './durable-file-system.js';

/** Writes a file whole or not at all, so that it is still there after a power cut. */
export function writeLasting(file: string, bytes: Uint8Array): void {
  const draft = `${file}.making`;
  const descriptor = openSync(draft, 'wx');
  try {
    try {
      writeFileSync(descriptor, bytes);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(draft, file);
  } catch (error) {
    // Half a file only takes the room that the next one needs.
    rmSync(draft, { force: true });
    throw error;
  }
  syncFolder(dirname(resolve(file)));
}

/** Makes everything below a folder last. */
export function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      syncTree(path);
    } else if (entry.isFile()) {
      const descriptor = openSync(path, 'r');
      try {
        fsyncSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
    }
  }
  syncFolder(folder);
}
