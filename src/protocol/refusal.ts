/** Why an operation was refused: generic to the caller, the detail is in the server's log only. */
export const refusals = [
  'forbidden',
  'not_a_member',
  'space_gone',
  'record_gone',
  'invalid',
  'precondition',
  'quota',
  'too_large',
] as const;
export type Refusal = (typeof refusals)[number];

/** Problems of a whole request, with the status that carries them. Body: `{ error: { code, message, issues? } }`. */
export const problems = {
  malformed: 400,
  unauthorized: 401,
  forbidden: 403,
  replica_owner: 403,
  not_found: 404,
  seq_gap: 409,
  op_mismatch: 409,
  too_large: 413,
  unsupported_media: 415,
  too_old: 426,
  busy: 429,
  failed: 500,
  unavailable: 503,
} as const;
export type Problem = keyof typeof problems;
