import { ownSpaceOf } from '../../src/model/access/space.js';
import { instantOf } from '../../src/model/value/time.js';
import type { LocalChange, ViewRecord } from '../../src/store/store.js';
import type { Random } from './random.js';
import type { Scene } from './scene.js';
import { type SharedSpace, type SharedType, fieldsOf, ownSpace, rewordedOf, sharedSpaces } from './shared-scopes.js';
import { recordTracer, tracersIn } from './tracers.js';
import { newWords } from './words.js';

/** In which scope somebody does something: more often in one of which they see something, also in one that they may not read. */
export function aSpace({ page }: Pick<Scene, 'page'>, random: Random, isOwn: boolean): SharedSpace {
  if (isOwn) return ownSpace(page.device.planned.person);
  const seen = sharedSpaces.filter(({ scope }) => (page.shown.get(scope)?.length ?? 0) > 0);
  return random.pick(seen.length > 0 && random.happens(0.8) ? seen : sharedSpaces);
}

/** Something new in a scope without members. */
export function shareSomething(scene: Scene, { scope, space, types }: SharedSpace): LocalChange {
  const { world, page, random, shown } = scene;
  const topics = shown.filter(({ type }) => type === 'topic');
  const type = random.pick(topics.length === 0 ? types.filter((one) => one !== 'contribution') : types);
  const record = world.oracle.makeRecord(page.device.owner);
  const words = newWords(scene, record, 1);
  const fields = fieldsOf(type, scope, words, topics.length === 0 ? '' : random.pick(topics).id);
  const isSigned = type === 'topic' || type === 'contribution' || type === 'practiceCard';
  const { person } = page.device.planned;
  return {
    kind: 'set',
    type,
    id: `${type}-${recordTracer(record)}${world.ending(record)}`,
    // Now and then where it does not belong.
    space: random.happens(0.95) ? space : `${scope}/${random.pick(['main', 'plans', `own:${person}`])}`,
    fields: {
      ...fields,
      ...(isSigned ? { by: person } : {}),
      ...(isSigned && type !== 'practiceCard' ? { at: instantOf(page.env.now()) } : {}),
    },
  };
}

const made = ({ id }: ViewRecord): boolean => tracersIn(id).records.size > 0;

/** Other words for one of those that are seen. */
export function rewordSomething(scene: Scene, { scope }: SharedSpace): readonly LocalChange[] {
  const found = scene.shown.filter(made);
  if (found.length === 0) return [];
  const { type, id, space } = scene.random.pick(found);
  const [record = 0] = tracersIn(id).records;
  const fields =
    type === 'settings'
      ? { address: scene.random.pick(['tu', 'vous']) }
      : rewordedOf(type as SharedType, scope, newWords(scene, record, scene.world.oracle.makeVersion()));
  return [{ kind: 'set', type, id, space, fields }];
}

export function deleteSomething({ shown, random }: Scene): readonly LocalChange[] {
  const found = shown.filter(made);
  if (found.length === 0) return [];
  const { type, id, space } = random.pick(found);
  return [{ kind: 'delete', type, id, space }];
}

/** A note for oneself on all of one's devices: a new one, or another wording, or the end of one. Some may have none. */
export function note(scene: Scene): readonly LocalChange[] {
  const { world, page, journey, random, shown } = scene;
  const { person } = page.device.planned;
  const notes = shown.filter(({ type }) => type === 'note');
  if (notes.length > 0 && random.happens(0.5)) {
    const { type, id, space } = random.pick(notes);
    if (random.happens(0.4)) return [{ kind: 'delete', type, id, space }];
    const [record = 0] = tracersIn(id).records;
    const text = newWords(scene, record, world.oracle.makeVersion());
    return [{ kind: 'set', type, id, space, fields: { body: { text } } }];
  }
  const record = world.oracle.makeRecord(page.device.owner);
  return [
    {
      kind: 'set',
      type: 'note',
      id: `note-${recordTracer(record)}${world.ending(record)}`,
      // Nobody writes into another's.
      space: ownSpaceOf(journey, random.happens(0.95) ? person : 'ines'),
      fields: { by: person, at: instantOf(page.env.now()), body: { text: newWords(scene, record, 1) } },
    },
  ];
}
