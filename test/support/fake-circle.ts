import template from '../../demo/content/templates/first-time-manager.json' with { type: 'json' };
import type { CircleHint, CircleView, Hours, Pace, PaceView, Places, WorkingHours, ZoneView } from '../../src/index.js';
import type { FakeStage } from './fake-client.js';

/** The places of the scenario's rope, kept in memory. */
export function createFakePlaces(
  { members, watch, write, isOffline }: FakeStage,
  setState: (member: string, state: 'active' | 'paused' | 'ended') => void,
  hint: CircleHint | undefined,
): Places {
  const waiting = new Set<string>();
  const view = (): CircleView => {
    const me = members().find(({ isMe }) => isMe);
    const isCoachee = me?.role === 'coachee';
    const profiles: Readonly<Record<string, string>> = {
      sofia: 'fellow-manager',
      driss: 'former-peer',
      hana: 'outside-eye',
      julian: 'close-one',
    };
    return {
      places: members()
        .filter(({ state }) => state !== 'ended')
        .map((member) => {
          const canChange = member.role !== 'coachee' && (isCoachee || member.isMe);
          return {
            ...member,
            isWaiting: waiting.has(member.id),
            profile: template.companions.find(({ id }) => id === profiles[member.person])?.profile,
            canPause: canChange && member.state === 'active',
            canResume: canChange && member.state === 'paused',
            canRemove: canChange && !member.isMe,
          };
        }),
      hint: isCoachee ? hint : undefined,
      canInvite: isCoachee,
      suggestions: isCoachee
        ? template.companions.map(({ id, profile, from, invitation, suggested }) => ({
            id,
            profile,
            from: from as 'inside',
            invitation,
            suggested,
            here: id === 'fellow-manager' ? 1 : 0,
          }))
        : [],
    };
  };
  const move = (verb: string, state: 'active' | 'paused' | 'ended') => (_journey: string, member: string) =>
    write(verb, member, () => {
      if (isOffline()) waiting.add(member);
      setState(member, state);
    });
  const alone = (): CircleView => ({
    ...view(),
    places: view().places.filter(({ isMe, role }) => isMe || role === 'coach'),
    hint: view().canInvite ? 'nobody' : undefined,
  });
  return {
    watchPlaces: () => watch<CircleView | undefined>(view, alone()),
    pause: move('pausePlace', 'paused'),
    resume: move('resumePlace', 'active'),
    remove: move('removePlace', 'ended'),
    readmit: move('readmitPlace', 'active'),
  };
}

/** How the scenario's journey goes on. */
export function createFakePace({ members, watch, write, isOffline, now }: FakeStage): Pace {
  let state: PaceView['state'] = 'active';
  let until: string | undefined;
  let reason: string | undefined;
  const today = new Date(now).toISOString().slice(0, 10);
  const view = (): PaceView | undefined => {
    const role = members().find(({ isMe }) => isMe)?.role;
    if (role === 'companion' || role === undefined) return undefined;
    const isMine = role === 'coachee';
    return {
      state,
      today,
      isWaiting: isOffline() && state !== 'active',
      restsSince: state === 'paused' ? today : undefined,
      pausedUntil: until,
      isPauseOver: false,
      stoppedBecause: reason,
      canPause: isMine && state === 'active',
      canResume: isMine && state === 'paused',
      canConclude: isMine && (state === 'active' || state === 'paused'),
      canClose: isMine && state === 'closing',
      canStop: (isMine || role === 'coach') && (state === 'active' || state === 'paused'),
      canReopen: isMine && state === 'stopped',
      reopensUntil:
        isMine && state === 'stopped' ? new Date(now + 7 * 86_400_000).toISOString().slice(0, 10) : undefined,
    };
  };
  const move = (verb: string, to: PaceView['state'], given: unknown, more?: () => void) =>
    write(verb, given, () => {
      state = to;
      more?.();
    });
  return {
    watch: () => watch(view, undefined),
    pause: (_journey, options) => move('pauseJourney', 'paused', options?.until, () => (until = options?.until)),
    resume: () => move('resumeJourney', 'active', undefined, () => (until = undefined)),
    conclude: () => move('concludeJourney', 'closing', undefined),
    close: () => move('closeJourney', 'closed', undefined),
    reopen: () => move('reopenJourney', 'active', undefined),
    stop: (_journey, options) => move('stopJourney', 'stopped', options?.reason, () => (reason = options?.reason)),
  };
}

/** When the reader wants to be reached. */
export function createFakeHours(
  { watch, write, isOffline, members }: FakeStage,
  tell: (hours: WorkingHours | undefined) => void,
  move: (timeZone: string) => void,
): Hours {
  let isWaiting = false;
  const usual: WorkingHours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' };
  let isZoneWaiting = false;
  const me = () => members().find(({ isMe }) => isMe);
  const view = () => ({ hours: me()?.workingHours, usual, isWaiting });
  return {
    watchTimeZone: () =>
      watch(() => zoneView(me()?.timeZone ?? 'UTC', isZoneWaiting), zoneView('Europe/Madrid', false)),
    setTimeZone: (timeZone) =>
      write('setTimeZone', timeZone, () => {
        move(timeZone);
        isZoneWaiting = isOffline();
      }),
    watchHours: () => watch(view, { hours: undefined, usual, isWaiting: false }),
    setHours: (_journey, hours) =>
      write('setHours', hours, () => {
        tell(hours);
        isWaiting = isOffline();
      }),
  };
}

const zoneView = (timeZone: string, isWaiting: boolean): ZoneView => ({
  timeZone,
  isKnown: !timeZone.startsWith('Mars/'),
  isWaiting,
});
