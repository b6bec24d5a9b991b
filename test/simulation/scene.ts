import type { Audience } from '../../src/model/access/audience.js';
import type { ViewRecord } from '../../src/store/store.js';
import type { Page } from './page.js';
import { journeys, membershipOf } from './people.js';
import type { Random } from './random.js';
import type { World } from './world.js';

/** What one deed begins from. */
export interface Scene {
  readonly world: World;
  readonly page: Page;
  readonly journey: string;
  readonly random: Random;
  /** What the person sees. */
  readonly shown: readonly ViewRecord[];
}

export function membersOf({ page, journey }: Scene) {
  const planned = journeys.find((one) => one.tenant === page.device.planned.tenant && one.journey === journey);
  return planned?.members ?? [];
}

export function anAudience(scene: Scene): Audience {
  const { random, journey } = scene;
  const someone = (): string => membershipOf(journey, random.pick(membersOf(scene)).person);
  return random.pick<() => Audience>([
    () => ({ kind: 'circle' }),
    () => ({ kind: 'circle' }),
    () => ({ kind: 'circle' }),
    () => ({ kind: 'guides' }),
    () => ({ kind: 'guides' }),
    () => ({ kind: 'pair', relation: someone() }),
    () => ({ kind: 'pair', relation: membershipOf(journey, 'marc') }),
    () => ({ kind: 'chosen', members: [someone(), someone()] }),
    () => ({ kind: 'chosen', members: [someone(), someone(), someone()] }),
  ])();
}
