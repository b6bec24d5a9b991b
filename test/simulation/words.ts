import type { Scene } from './scene.js';
import { textTracer } from './tracers.js';

/** Registers a text before it exists anywhere, and gives it. */
export function newWords(
  { world, page }: Pick<Scene, 'world' | 'page'>,
  record: number,
  version: number,
  isForDeviceOnly = false,
): string {
  const tracer = textTracer(record, version);
  world.oracle.texts.set(tracer, {
    record,
    author: page.device.owner,
    family: page.device.family,
    at: world.scheduler.now,
    isAcknowledged: false,
    isExcused: false,
    isCopied: false,
    isOutOfTime: false,
    applied: 0,
    appliedAt: 0,
    isForDeviceOnly,
  });
  return `Words ${tracer}.${world.addition(record)}`;
}
