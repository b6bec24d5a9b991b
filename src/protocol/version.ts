/** Versions of the messages that this code speaks, the oldest first. A body says its own. */
export const protocolVersions = [1, 2] as const;
export type ProtocolVersion = (typeof protocolVersions)[number];
/** The version that every server and every device speaks. */
export const protocolVersion = 1;
export const newestProtocol: ProtocolVersion = 2;
/** Version of the records inside them. */
export const schemaVersion = '2026-11';
