/** Version of the messages, in every body. */
export const protocolVersion = 1;
/** Version of the records inside them. */
export const schemaVersion = '2026-11';
