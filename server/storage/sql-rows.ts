import type { Id } from '../../src/model/value/ids.js';
import type { Fields } from '../../src/model/value/json.js';
import type { RecordType } from '../../src/model/record.js';
import type { Refusal } from '../../src/protocol/refusal.js';
import type {
  InvitationLink,
  MemberRow,
  ScopeRow,
  ReplicaProgress,
  SpaceRow,
  StoredRow,
  VerdictRow,
} from './sync-storage.js';

/** A number of PostgreSQL, which may come as a text. */
export type Count = number | string | bigint;

export interface RecordColumns {
  readonly kind: RecordType;
  readonly id: Id;
  readonly space: string;
  readonly rev: Count;
  readonly deleted: boolean;
  readonly fields: Fields;
  readonly stamps: Readonly<Record<string, string>>;
}

export interface MemberColumns {
  readonly journey_id: string;
  readonly id: Id;
  readonly person: Id;
  readonly role: MemberRow['role'];
  readonly home: MemberRow['home'];
  readonly state: MemberRow['state'];
  readonly epoch: number;
  readonly paused_by: Id | null;
}

export interface ProgressColumns {
  readonly journey_id: string;
  readonly last_seq: Count;
  readonly last_rev: Count;
  readonly acked_seq: Count;
}

export interface SpaceColumns {
  readonly journey_id: string;
  readonly name: string;
  readonly created_rev: Count;
  readonly rev: Count;
  readonly records: number;
  readonly checksum: string;
}

export interface JourneyColumns {
  readonly rev: Count;
  readonly floor_rev: Count;
  readonly template_key: string | null;
}

export interface VerdictColumns {
  readonly seq: Count;
  readonly rev: Count | null;
  readonly status: VerdictRow['st'];
  readonly code: Refusal | null;
  readonly lost: string[] | null;
  readonly hash: string;
  readonly tx: Id;
}

export interface LinkColumns {
  readonly journey_id: string;
  readonly id: Id;
  readonly hash: string;
  readonly expires_ms: Count;
}

export const recordOf = ({ kind, id, space, rev, deleted, fields, stamps }: RecordColumns): StoredRow => ({
  type: kind,
  id,
  space,
  rev: Number(rev),
  deleted,
  fields,
  stamps,
});

export const memberOf = ({ id, person, role, home, state, epoch, paused_by }: MemberColumns): MemberRow => ({
  id,
  person,
  role,
  home,
  state,
  epoch,
  pausedBy: paused_by ?? undefined,
});

export const spaceOf = ({ name, created_rev, rev, records, checksum }: SpaceColumns): SpaceRow => ({
  name,
  createdRev: Number(created_rev),
  rev: Number(rev),
  records,
  checksum,
});

export const journeyOf = ({ rev, floor_rev, template_key }: JourneyColumns): ScopeRow => ({
  rev: Number(rev),
  floorRev: Number(floor_rev),
  templateKey: template_key ?? undefined,
});

export const verdictOf = ({ seq, rev, status, code, lost, hash, tx }: VerdictColumns): VerdictRow => ({
  seq: Number(seq),
  rev: rev === null ? undefined : Number(rev),
  st: status,
  code: code ?? undefined,
  lost: lost ?? undefined,
  hash,
  tx,
});

export const progressOf = ({ last_seq, last_rev, acked_seq }: ProgressColumns): ReplicaProgress => ({
  lastSeq: Number(last_seq),
  lastRev: Number(last_rev),
  ackedSeq: Number(acked_seq),
});

export const linkRowOf = (tenant: string, { journey_id, id, hash, expires_ms }: LinkColumns): InvitationLink => ({
  tenant,
  journey: journey_id,
  id,
  hash,
  expiresMs: Number(expires_ms),
});

export const spaceColumns = 'journey_id, name, created_rev, rev, records, checksum';
export const journeyColumns = 'rev, floor_rev, template_key';
export const verdictColumns = 'seq, rev, status, code, lost, hash, tx';
export const progressColumns = 'journey_id, last_seq, last_rev, acked_seq';
export const recordColumns = 'kind, id, space, rev, deleted, fields, stamps';
export const memberColumns = 'journey_id, id, person, role, home, state, epoch, paused_by';
export const linkColumns = 'journey_id, id, hash, expires_ms';
