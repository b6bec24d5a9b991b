/** Version of the messages, in every body. */
export const protocolVersion = 1;
/** Version of the records inside them. */
export const schemaVersion = '2026-11';
/** Sent as a cursor that no server gives: the copy on this device is not what the server's checksum says, and all is wanted anew. */
export const resetCursor = 'checksum';
