export { type Summed, checksumOf, emptyChecksum, toggleChecksum } from './checksum.js';
export { limits } from './limits.js';
export * from './invitations.js';
export * from './messages.js';
export { type Problem, type Refusal, problems, refusals } from './refusal.js';
export { protocolVersion, resetCursor, schemaVersion } from './version.js';
