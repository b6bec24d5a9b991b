import type { Export } from '../../src/index.js';
import type { FakeStage } from './fake-client.js';

/** Makes a small file in three steps. */
export const createFakeExport = ({ write }: FakeStage): Export => ({
  prepare: () => Promise.resolve(),
  async createArchive(journey, { onProgress } = {}) {
    for (const done of [0.2, 0.6, 1]) onProgress?.(done);
    await write('createArchive', journey, () => undefined);
    return { name: `cordee-${journey}-2026-11-16.zip`, bytes: new Uint8Array([80, 75, 5, 6]), hash: 'a'.repeat(64) };
  },
  async restoreOnlyMine(bytes, { journey = '', onProgress } = {}) {
    onProgress?.(1);
    await write('restoreOnlyMine', journey, () => undefined);
    return { restored: bytes.length, kept: 1 };
  },
  importArchive: () => Promise.reject(new Error('not in the fake')),
});
