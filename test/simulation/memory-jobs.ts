import type { ChangedScope, JobEnd, JobKey, JobLease, LogPosition } from '../../server/storage/sync-storage.js';
import { type JobState, type Statement, type StorageState, placeKey } from './memory-state.js';

/*
 * The change log and the jobs of the storage in memory: what server/storage/sql-changes.ts and sql-jobs.ts do.
 */

// No id holds a line break, and no tenant begins with one.
export const followerKey = (tenant: string, name: string): string => `${tenant}\n${name}`;
export const jobKey = ({ tenant, name, key }: JobKey): string => `${tenant}\n${name}\n${key}`;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const comparePositions = (a: LogPosition, b: LogPosition): number =>
  a.number - b.number || compare(a.journey, b.journey);

export const noteChange =
  (place: { readonly tenant: string; readonly journey: string }, number: number): Statement =>
  (state) => ({ ...state, changed: new Map(state.changed).set(placeKey(place), number) });

/** @param below What is under way, or began after it, is not told yet. */
export function changedScopes(
  state: StorageState,
  tenant: string,
  after: LogPosition,
  count: number,
  below: number,
): readonly ChangedScope[] {
  return [...state.journeys]
    .flatMap(([key, { row }]) => {
      const [of, journey = ''] = key.split('\n');
      const at = { number: state.changed.get(key) ?? 0, journey };
      return of === tenant && at.number < below && comparePositions(at, after) > 0
        ? [{ journey, rev: row.rev, at }]
        : [];
    })
    .toSorted((a, b) => comparePositions(a.at, b.at))
    .slice(0, count);
}

export const saveFollower =
  (tenant: string, name: string, position: LogPosition): Statement =>
  (state) => ({ ...state, followers: new Map(state.followers).set(followerKey(tenant, name), position) });

const putJob = (state: StorageState, job: JobKey, next: JobState | undefined): StorageState => {
  const jobs = new Map(state.jobs);
  if (next === undefined) jobs.delete(jobKey(job));
  else jobs.set(jobKey(job), next);
  return { ...state, jobs };
};

const newJob: JobState = {
  dueMs: 0,
  leasedUntilMs: undefined,
  asked: 0,
  run: 0,
  attempts: 0,
};

export const addJob =
  (job: JobKey, dueMs: number): Statement =>
  (state) => {
    const before = state.jobs.get(jobKey(job));
    if (before === undefined) return putJob(state, job, { ...newJob, dueMs, asked: 1 });
    return putJob(state, job, {
      ...before,
      asked: before.asked + 1,
      dueMs: before.attempts === 0 ? Math.min(before.dueMs, dueMs) : before.dueMs,
    });
  };

export const keepJob =
  (job: JobKey, dueMs: number): Statement =>
  (state) => {
    const before = state.jobs.get(jobKey(job)) ?? { ...newJob, dueMs };
    return putJob(state, job, { ...before, dueMs: Math.min(before.dueMs, dueMs) });
  };

/** Which job is due longest, and nobody's. */
export function dueJob(
  state: StorageState,
  tenant: string,
  names: readonly string[],
  nowMs: number,
): (JobKey & { readonly state: JobState }) | undefined {
  const due = [...state.jobs].flatMap(([at, job]) => {
    const [of = '', name = '', key = ''] = at.split('\n');
    const isFree = job.leasedUntilMs === undefined || job.leasedUntilMs <= nowMs;
    return of === tenant && names.includes(name) && job.dueMs <= nowMs && isFree
      ? [{ tenant, name, key, state: job }]
      : [];
  });
  return due.toSorted((a, b) => a.state.dueMs - b.state.dueMs || compare(a.name, b.name) || compare(a.key, b.key))[0];
}

export const setJob =
  (job: JobKey, next: JobState | undefined): Statement =>
  (state) =>
    putJob(state, job, next);

export const heldJob = (state: StorageState, lease: JobLease): JobState | undefined => {
  const job = state.jobs.get(jobKey(lease));
  return job?.run === lease.run && job.leasedUntilMs !== undefined ? job : undefined;
};

export function endedJob(job: JobState, lease: JobLease, end: JobEnd, nowMs: number): JobState | undefined {
  if (end.kind === 'failed') return { ...job, leasedUntilMs: undefined, dueMs: nowMs + end.afterMs };
  const isAskedAgain = job.asked > lease.asked;
  if (end.kind === 'done' && !isAskedAgain) return undefined;
  const afterMs = isAskedAgain || end.kind === 'done' ? 0 : end.afterMs;
  return { ...job, leasedUntilMs: undefined, attempts: 0, dueMs: nowMs + afterMs };
}
