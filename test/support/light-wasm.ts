import { setFlagsFromString } from 'node:v8';

/**
 * Flags for a process of a test that runs PGlite. What V8 spends on making WebAssembly quicker, a test is over too soon to
 * earn back: without it, a database takes a third less of the processor.
 */
export const lightWasm = ['--liftoff-only'] as const;

for (const flag of lightWasm) setFlagsFromString(flag);
