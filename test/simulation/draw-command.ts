import { effectOf } from '../../src/protocol/command-effects.js';
import {
  type Command,
  type CommandArgs,
  type CommandName,
  commandNames,
  commands,
} from '../../src/protocol/commands.js';
import type { ShownChange, ViewRecord } from '../../src/store/store.js';
import { membershipOf } from './people.js';
import { type Scene, anAudience, membersOf } from './scene.js';

type Draw<N extends CommandName> = (scene: Scene) => CommandArgs<N> | undefined;
type ItemType = CommandArgs<'audience.widen'>['type'];
const itemTypes: readonly string[] = ['topic', 'contribution', 'challenge', 'answer'] satisfies readonly ItemType[];

function anItem({ random, shown }: Scene): { readonly type: ItemType; readonly id: string } | undefined {
  const items = shown.filter(({ type, space }) => itemTypes.includes(type) && !space.includes('/self:'));
  if (items.length === 0) return undefined;
  const { type, id }: ViewRecord = random.pick(items);
  return { type: type as ItemType, id };
}

function aChange(scene: Scene) {
  const item = anItem(scene);
  return item && { ...item, audience: anAudience(scene) };
}

/** One's own membership more often than another's. */
const aMember = (scene: Scene) => ({
  id: membershipOf(
    scene.journey,
    scene.random.happens(0.6) ? scene.page.device.planned.person : scene.random.pick(membersOf(scene)).person,
  ),
});

/** What ends a journey ends most of what could be looked at. */
const seldom = (scene: Scene) => (scene.random.happens(0.2) ? {} : undefined);

/** [CM6] How each command of the registry is drawn: one without a way does not compile. */
const draws: { readonly [N in CommandName]: Draw<N> } = {
  'audience.narrow': aChange,
  'audience.widen': aChange,
  'audience.propose': (scene) => {
    const change = aChange(scene);
    return change && { proposal: `proposal-${scene.random.below(1e9)}`, ...change };
  },
  'audience.answer': ({ random, shown }) => {
    const asked = shown.filter(({ type }) => type === 'moveProposal');
    return asked.length === 0 ? undefined : { id: random.pick(asked).id, isYes: random.happens(0.6) };
  },
  'membership.end': (scene) =>
    scene.random.happens(0.5)
      ? { ...aMember(scene), ...(scene.random.happens(0.3) && { words: 'withdraw' }) }
      : undefined,
  'membership.pause': aMember,
  'membership.resume': aMember,
  'membership.readmit': (scene) => ({ id: membershipOf(scene.journey, scene.random.pick(membersOf(scene)).person) }),
  'membership.hours': (scene) => ({
    ...aMember(scene),
    hours: scene.random.happens(0.3)
      ? null
      : { days: [scene.random.pick([1, 2, 3] as const)], from: '09:00', to: scene.random.pick(['12:00', '17:30']) },
  }),
  'membership.zone': (scene) => ({
    ...aMember(scene),
    timeZone: scene.random.pick(['Europe/Madrid', 'America/Toronto', 'Asia/Tokyo']),
  }),
  'journey.start': () => ({}),
  'journey.pause': ({ random }) => (random.happens(0.5) ? {} : { until: '2027-11-16' }),
  'journey.resume': () => ({}),
  'journey.conclude': seldom,
  'journey.close': seldom,
  'journey.stop': (scene) => seldom(scene) && { reason: 'Enough.' },
  'journey.reopen': () => ({}),
  'change.withdraw': () => ({}),
};

/** A command as a page gives it: shown at once as its effect says. */
export function shownCommand({ world, page, journey, shown }: Scene, command: Command): ShownChange {
  const scope = {
    journey,
    get: (type: string, id: string) => shown.find((record) => record.type === type && record.id === id),
    list: (type: string) => shown.filter((record) => record.type === type),
  };
  const effectIn = world.planted.effectOf ?? effectOf;
  const effect = effectIn(scope, command, page.device.planned.person, page.env.now());
  return { kind: 'command', ...command, effect };
}

/** Any command of the registry; now and then with an argument that is none. */
export function drawCommand(scene: Scene, names: readonly CommandName[] = commandNames): readonly ShownChange[] {
  const { random } = scene;
  const name = random.pick(names);
  const args = (draws[name] as Draw<CommandName>)(scene);
  if (args === undefined) return [];
  const keys = Object.keys(commands[name].args.entries);
  const spoilt = keys.length > 0 && random.happens(0.2) ? { ...args, [random.pick(keys)]: random.pick(junk) } : args;
  return [shownCommand(scene, { name, args: spoilt } as unknown as Command)];
}

const junk: readonly unknown[] = [7, null, 'x'.repeat(3_000), ['a'], { kind: 'everybody' }];
