import { hasEnded } from '../model/journey/journey.js';
import { type JourneyMove, movedJourney } from '../model/journey/move-journey.js';
import { membershipMoves } from '../model/states.js';
import { wordless } from '../model/conversation/words.js';
import type { Id } from '../model/value/ids.js';
import { stateAfter } from '../model/value/state-machine.js';
import { addDays, dateIn, instantOf } from '../model/value/time.js';
import { answer, narrow, propose, widen } from './audience-effects.js';
import { type CommandArgs, type CommandName, parseCommand } from './commands.js';
import { EffectDraft, type RecordEffect, type ShownRecord, type ShownScope } from './effect-draft.js';

/** What a command changes of the records that its author sees. Pure. `who` is unknown of a command that an older version stored. */
type Effect<N extends CommandName> = (
  draft: EffectDraft,
  args: CommandArgs<N>,
  who: Id | undefined,
  when: number,
) => void;

const moveJourney =
  (move: JourneyMove) =>
  (
    draft: EffectDraft,
    { until, reason }: CommandArgs<'journey.pause'> & CommandArgs<'journey.stop'>,
    by: Id | undefined,
    nowMs: number,
  ): void => {
    const record = draft.get('journey', draft.journey);
    const coachees = draft.list('member').filter(({ is }) => is.role === 'coachee');
    const endedAt = coachees[0]?.is.endedAt;
    const moved = record && movedJourney(record.is, { move, by, nowMs, endedAt, until, reason });
    if (!moved) return;
    shiftPlan(draft, moved.laterDays);
    draft.set(record, moved.fields);
    for (const member of coachees) draft.set(member, { endedAt: hasEnded(moved.state) ? instantOf(nowMs) : null });
  };

/** What was not done is planned later. */
function shiftPlan(draft: EffectDraft, days: number): void {
  if (days === 0) return;
  for (const run of draft.list('stepRun')) {
    const { state, plannedFor } = run.is;
    if (state === 'ahead' || state === 'open' || state === 'underway')
      draft.set(run, { plannedFor: addDays(plannedFor, days) });
  }
}

const moveMembership =
  (move: keyof (typeof membershipMoves)['active']) =>
  (draft: EffectDraft, { id, words }: CommandArgs<'membership.end'>, _who: Id | undefined, when: number): void => {
    const member = draft.get('member', id);
    const state = member && stateAfter(membershipMoves, member.is.state, move);
    if (!state) return;
    if (words) withdrawWords(draft, member.is.person, when);
    draft.set(member, { state });
    const membership = draft.get('membership', id);
    if (membership)
      draft.set(membership, {
        state,
        ...(state === 'ended' ? { until: dateIn(membership.is.timeZone, when) } : {}),
        ...(move === 'readmit' ? { until: null } : {}),
      });
  };

/** Takes back what somebody said, as far as it is here: their device goes without the journey as soon as the server has it. */
function withdrawWords(draft: EffectDraft, person: Id, when: number): void {
  const remove = (...records: readonly ShownRecord[]): void => {
    const marks = draft.list('readMark').filter(({ is }) => records.some(({ id }) => id === is.item));
    for (const record of [...records, ...marks]) draft.remove(record);
  };
  for (const item of draft.list('contribution')) {
    if (item.is.by !== person) continue;
    const withdrawnAt = item.is.withdrawnAt ?? instantOf(when);
    draft.set(item, { body: wordless, attachments: null, withdrawnAt });
  }
  for (const item of [...draft.list('topic'), ...draft.list('challenge')]) {
    if (item.is.by !== person) continue;
    const answers = draft.list('contribution').filter(({ is }) => is.topic === item.id);
    if (answers.every(({ is }) => is.by === person)) remove(item, ...answers);
    else if (item.type === 'topic') draft.set(item, { body: wordless, state: 'closed' });
    else draft.set(item, { body: wordless, state: 'let-go' });
  }
  for (const type of ['answer', 'served', 'goalRating', 'ifThen', 'moveProposal'] as const)
    for (const item of draft.list(type)) if (item.is.by === person) remove(item);
}

function setZone(draft: EffectDraft, { id, timeZone }: CommandArgs<'membership.zone'>): void {
  const [member, membership] = [draft.get('member', id), draft.get('membership', id)];
  if (!member || member.is.state === 'ended') return;
  draft.set(member, { timeZone });
  if (membership) draft.set(membership, { timeZone });
  // The days of a journey are those of the person accompanied.
  const journey = member.is.role === 'coachee' ? draft.get('journey', draft.journey) : undefined;
  if (journey) draft.set(journey, { timeZone });
}

/** [CM3] One effect for each command: a name without one does not compile. */
const effects: { readonly [N in CommandName]: Effect<N> } = {
  'audience.narrow': narrow,
  'audience.widen': widen,
  'audience.propose': propose,
  'audience.answer': answer,
  'membership.end': moveMembership('end'),
  'membership.pause': moveMembership('pause'),
  'membership.resume': moveMembership('resume'),
  'membership.readmit': moveMembership('readmit'),
  'membership.hours': (draft, { id, hours }) => {
    const member = draft.get('member', id);
    if (member && member.is.state !== 'ended') draft.set(member, { workingHours: hours });
  },
  'membership.zone': setZone,
  'journey.start': moveJourney('start'),
  'journey.pause': moveJourney('pause'),
  'journey.resume': moveJourney('resume'),
  'journey.conclude': moveJourney('conclude'),
  'journey.close': moveJourney('close'),
  'journey.stop': moveJourney('stop'),
  'journey.reopen': moveJourney('reopen'),
  'change.withdraw': () => undefined,
};

/**
 * [CM3] What is shown of a command until the server's answer to it has come back. Of one that this version does not
 * know, or whose arguments are not those of its schema, nothing.
 *
 * @param command As it is called or as an older version stored it.
 * @param when The device's clock when it was given.
 */
export function effectOf(
  scope: ShownScope,
  { name, args }: { readonly name: string; readonly args: unknown },
  who: Id | undefined,
  when: number,
): readonly RecordEffect[] {
  const { command } = parseCommand(name, args);
  if (command === undefined) return [];
  const draft = new EffectDraft(scope);
  (effects[command.name] as Effect<CommandName>)(draft, command.args as never, who, when);
  return draft.effects;
}
