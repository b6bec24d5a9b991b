import type { ProvisionedRecord } from '../../server/provisioning/provision.js';
import type { Audience } from '../../src/model/access/audience.js';
import { readMarkIdOf } from '../../src/model/conversation/read-mark.js';
import type { Fields } from '../../src/model/value/json.js';
import { placeOf, readMarkSpaceOf } from '../../src/model/conversation/read-mark.js';
import { spaceOf } from '../../src/model/access/space.js';
import { instantOf } from '../../src/model/value/time.js';
import type { LocalChange, ShownChange, ViewRecord } from '../../src/store/store.js';
import { drawCommand, shownCommand } from './draw-command.js';
import type { Page } from './page.js';
import { membershipOf, membershipRecords, journeys, stepsOf } from './people.js';
import type { Deed } from './plan.js';
import type { Random } from './random.js';
import { type Scene, anAudience, membersOf } from './scene.js';
import { aSpace, deleteSomething, note, rewordSomething, shareSomething } from './shared-acts.js';
import { recordTracer, tracersIn } from './tracers.js';
import { newWords } from './words.js';
import { isBeside, wordFields } from './shared-scopes.js';
import type { World } from './world.js';

type Words = 'topic' | 'contribution' | 'challenge' | 'answer';
const wordTypes: readonly string[] = ['topic', 'contribution', 'challenge', 'answer'];

/** Does what a person does on one of their pages. What the server will refuse is tried too. */
export async function act(world: World, page: Page, deed: Deed, random: Random): Promise<void> {
  if (deed === 'share' || deed === 'reword' || deed === 'unshare' || deed === 'settle') {
    // Nobody does there what their device knows nothing of.
    if (page.device.planned.isOld) return;
    const space = aSpace({ page }, random, deed === 'settle');
    const scene: Scene = { world, page, journey: space.scope, random, shown: page.shown.get(space.scope) ?? [] };
    const isFirst = deed === 'share' || (deed === 'settle' && (scene.shown.length === 0 || random.happens(0.1)));
    const changes = isFirst
      ? [shareSomething(scene, space)]
      : deed === 'unshare'
        ? deleteSomething(scene)
        : rewordSomething(scene, space);
    return changes.length > 0 ? commit(scene, changes) : undefined;
  }
  const journeys = world.journeysOf(page.device.planned.tenant);
  const known = journeys.filter((journey) => (page.shown.get(journey)?.length ?? 0) > 0);
  const journey = known.length > 0 && random.happens(0.95) ? random.pick(known) : random.pick(journeys);
  const scene: Scene = { world, page, journey, random, shown: page.shown.get(journey) ?? [] };
  if (deed === 'syncNow') return page.engine.syncNow();
  if (deed === 'dismiss') return dismiss(scene);
  const changes = changesFor(scene, deed);
  if (changes.length > 0) await commit(scene, changes);
}

/** Stores the changes; when that has settled they are acknowledged, and must not be lost. */
async function commit({ world, page, journey }: Scene, changes: readonly ShownChange[]): Promise<void> {
  const { oracle, checks } = world;
  for (const change of changes) {
    for (const { kind, type, id } of change.kind === 'command' ? (change.effect ?? []) : [change])
      if (kind === 'delete') checks.forgotten(page, `${journey}/${type}/${id}`);
  }
  const isKnown = new Set((page.shown.get(journey) ?? []).map(({ id }) => id));
  await page.store.commit(journey, changes);
  world.trace(`${page.device.index} acknowledged ${JSON.stringify(changes)}`);
  for (const change of changes) {
    if (change.kind !== 'set') continue;
    for (const tracer of tracersIn(JSON.stringify(wordFields.map((field) => change.fields[field]))).texts) {
      const text = oracle.texts.get(tracer);
      if (text) text.isAcknowledged = true;
    }
    const [record] = tracersIn(change.id).records;
    if (
      record !== undefined &&
      (change.fields['audience'] !== undefined || (isBeside(journey) && !isKnown.has(change.id)))
    )
      checks.acknowledged(page, journey, `${journey}/${change.type}/${change.id}`, record);
  }
}

function changesFor(scene: Scene, deed: Deed): readonly ShownChange[] {
  const { random, shown, journey } = scene;
  const own = shown.filter(
    ({ type, fields }) => wordTypes.includes(type) && fields['by'] === scene.page.device.planned.person,
  );
  const others = shown.filter(
    ({ type, fields }) => wordTypes.includes(type) && fields['by'] !== scene.page.device.planned.person,
  );
  const threads = shown.filter(({ type }) => type === 'topic' || type === 'challenge');
  const topics = shown.filter(({ type }) => type === 'topic');
  const some = <T>(from: readonly T[], make: (one: T) => readonly ShownChange[]): readonly ShownChange[] =>
    from.length === 0 ? [] : make(random.pick(from));
  switch (deed) {
    case 'openTopic':
      return [write(scene, 'topic', anAudience(scene), { state: 'open', pinned: false })];
    case 'challenge':
      return [write(scene, 'challenge', anAudience(scene), { state: 'raised' })];
    case 'answerStep':
      return [write(scene, 'answer', anAudience(scene), { step: 'frame', prompt: random.pick(['p1', 'p2']) })];
    case 'contribute':
      return some(threads, (thread) => [contribution(scene, thread)]);
    case 'editOwn':
      return some(own, (record) => [rewrite(scene, record)]);
    case 'editOther':
      return some(others, (record) => [rewrite(scene, record)]);
    case 'deleteOwn':
      return some(random.happens(0.9) ? own : others, ({ type, id, space }) => [{ kind: 'delete', type, id, space }]);
    case 'narrow':
      return some(random.happens(0.8) ? own : others, ({ type, id }) => [
        shownCommand(scene, {
          name: 'audience.narrow',
          args: { type: type as Words, id, audience: anAudience(scene) },
        }),
      ]);
    case 'widen': {
      const asked = shown.filter(({ type }) => type === 'moveProposal');
      if (asked.length > 0 && random.happens(0.7)) return [answerTo(scene, asked)];
      return some((random.happens(0.7) ? own : others).filter(isForFew), (record) => [widening(scene, record)]);
    }
    case 'markRead':
      return mark(scene, random.happens(0.5) ? others : others.slice(-3));
    case 'moveStep':
      return [
        {
          kind: 'set',
          type: 'stepRun',
          id: random.pick(stepsOf(journey)),
          space: `${journey}/path`,
          fields: { state: random.pick(['open', 'underway', 'done']) },
        },
      ];
    case 'moveTopic':
      return some(topics, ({ id, space }) => [
        {
          kind: 'set',
          type: 'topic',
          id,
          space,
          fields: random.happens(0.5)
            ? { state: random.pick(['open', 'closed', 'synthesised']) }
            : { pinned: random.happens(0.5) },
        },
      ]);
    case 'several':
      return some(threads, (thread) => [
        contribution(scene, thread),
        contribution(scene, thread),
        ...mark(scene, others.slice(-1)),
      ]);
    case 'forge':
      return [forge(scene)];
    case 'keepForSelf':
      return [write(scene, 'answer', { kind: 'self' }, { step: 'frame', prompt: 'p1' })];
    case 'rate':
      return [
        {
          kind: 'set',
          type: 'goalRating',
          id: `r-${random.below(1e9)}`,
          space: `${journey}/guides`,
          fields: {
            goal: 'no-such-goal',
            by: scene.page.device.planned.person,
            at: now(scene),
            level: 1,
            audience: { kind: 'guides' },
          },
        },
      ];
    case 'member': {
      const id = membershipOf(journey, random.pick(membersOf(scene)).person);
      const moves = ['membership.pause', 'membership.resume', 'membership.resume', 'membership.end'] as const;
      return [shownCommand(scene, { name: random.pick(moves), args: { id } })];
    }
    case 'note':
      return note(scene);
    case 'command':
      return drawCommand(scene);
    default:
      return [];
  }
}

const isForFew = ({ fields }: ViewRecord): boolean => (fields['audience'] as Audience | undefined)?.kind !== 'circle';

const now = ({ page }: Scene): string => instantOf(page.env.now());

const makeText = (scene: Scene, record: number, version: number, isForDeviceOnly: boolean): Fields => ({
  text: newWords(scene, record, version, isForDeviceOnly),
});

function write(
  scene: Scene,
  type: Words,
  audience: Audience,
  more: Fields,
  by = scene.page.device.planned.person,
): LocalChange {
  const { world, page, journey } = scene;
  const record = world.oracle.makeRecord(page.device.owner);
  return {
    kind: 'set',
    type,
    id: `${type}-${recordTracer(record)}${world.ending(record)}`,
    space: spaceOf(journey, audience, page.device.planned.person),
    fields: {
      ...more,
      by,
      at: now(scene),
      audience: audience as unknown as Fields,
      body: makeText(scene, record, 1, audience.kind === 'self'),
    },
  };
}

function contribution(scene: Scene, thread: ViewRecord): LocalChange {
  const { random, shown } = scene;
  const earlier = shown.filter(({ type, fields }) => type === 'contribution' && fields['topic'] === thread.id);
  const audience = (random.happens(0.8) ? thread.fields['audience'] : anAudience(scene)) as Audience;
  return write(scene, 'contribution', audience.kind === 'self' ? { kind: 'circle' } : audience, {
    topic: thread.id,
    kind: random.pick(['advice', 'story', 'question', 'encouragement']),
    ...(earlier.length > 0 && random.happens(0.4) ? { replyTo: random.pick(earlier).id } : {}),
  });
}

function rewrite(scene: Scene, { type, id, space }: ViewRecord): LocalChange {
  const [record = 0] = tracersIn(id).records;
  return {
    kind: 'set',
    type,
    id,
    space,
    fields: { body: makeText(scene, record, scene.world.oracle.makeVersion(), space.includes('/self:')) },
  };
}

function mark({ page, journey, shown }: Scene, items: readonly ViewRecord[]): readonly LocalChange[] {
  const { person } = page.device.planned;
  const members = shown
    .filter(({ type }) => type === 'member')
    .map(({ id, fields }) => ({ ...fields, id }) as never as Parameters<typeof placeOf>[0][number]);
  const me = placeOf(members, person);
  if (me === undefined) return [];
  return items.flatMap((item): readonly LocalChange[] => {
    const id = readMarkIdOf(item.id, me.id);
    const author = placeOf(members, String(item.fields['by']));
    if (author === undefined || shown.some((record) => record.id === id)) return [];
    return [
      {
        kind: 'set',
        type: 'readMark',
        id,
        space: readMarkSpaceOf(journey, me, author),
        fields: { item: item.id, by: person, at: instantOf(page.env.now()) },
      },
    ];
  });
}

/** Opens an item to more people, or asks those whose yes it takes; now and then what is not theirs to do. */
function widening(scene: Scene, { type, id, fields }: ViewRecord): ShownChange {
  const { random, page } = scene;
  const audience: Audience = random.happens(0.7) ? { kind: 'circle' } : anAudience(scene);
  const { person } = page.device.planned;
  const isBoth =
    fields['by'] === person && membersOf(scene).some((member) => member.person === person && member.role === 'coachee');
  const item = { type: type as Words, id, audience };
  return shownCommand(
    scene,
    isBoth === random.happens(0.9)
      ? { name: 'audience.widen', args: item }
      : { name: 'audience.propose', args: { proposal: `proposal-${random.below(1e9)}`, ...item } },
  );
}

/** The yes or no of one who was asked, or of one who was not. */
function answerTo(scene: Scene, asked: readonly ViewRecord[]): ShownChange {
  const { random } = scene;
  return shownCommand(scene, {
    name: 'audience.answer',
    args: { id: random.pick(asked).id, isYes: random.happens(0.8) },
  });
}

/** What no honest page would send. */
function forge(scene: Scene): LocalChange {
  const { random, journey } = scene;
  const honest = write(
    scene,
    'topic',
    { kind: 'circle' },
    { state: 'open', pinned: false },
    random.pick(membersOf(scene)).person,
  );
  if (honest.kind !== 'set' || random.happens(0.6)) return honest;
  return { ...honest, space: `${journey}/${random.pick(['guides', 'path', `pair:${membershipOf(journey, 'marc')}`])}` };
}

async function dismiss({ page, random, world }: Scene): Promise<void> {
  const tray = await page.store.tray();
  if (tray.length === 0) return;
  const { id, change } = random.pick(tray);
  for (const tracer of tracersIn(JSON.stringify(change)).texts) {
    const text = world.oracle.texts.get(tracer);
    if (text) text.isExcused = true;
  }
  await page.store.dismiss(id);
}

/** What a host does: gives a membership again, in another role, or takes it. */
export function hostRecords(journey: string, random: Random): readonly ProvisionedRecord[] {
  const [planned] = journeys.filter((one) => one.journey === journey && one.tenant === 'acme');
  const member = random.pick((planned?.members ?? []).filter(({ role }) => role !== 'coachee'));
  const [role, state] = random.pick([
    [member.role, 'active'],
    [member.role, 'active'],
    ['mentor', 'active'],
    ['companion', 'active'],
    [member.role, 'ended'],
  ] as const);
  return membershipRecords(journey, member, role, state);
}
