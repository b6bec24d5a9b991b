export { type Summed, checksumOf, emptyChecksum, resetCursor, toggleChecksum } from './checksum.js';
export { invitationLinkOf, invitationTokenIn } from './invitation-link.js';
export { limits } from './limits.js';
export * from './invitations.js';
export * from './messages.js';
export { type Problem, type Refusal, problems, refusals } from './refusal.js';
export { type ProtocolVersion, protocolVersion, protocolVersions, schemaVersion } from './version.js';
export * from './queries.js';
