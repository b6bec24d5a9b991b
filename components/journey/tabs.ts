import type { JourneyView } from '../../src/index.js';
import type { TextKey } from '../controllers/message-controller.js';
import type { IconName } from '../views/icons.js';
import type { Part } from '../registry/element-bundles.js';

/** A part of the journey, one of which is open. */
export interface Tab {
  /** What the attribute `place` says when it is open. */
  readonly id: string;
  /** Its name in the navigation: one or two words. */
  readonly label: TextKey;
  readonly icon: IconName;
  /** The element that fills it, without the prefix. It is given `journey-id`, `locale` and `heading-level`. */
  readonly tag: string;
  /** Brings the element, and those that it draws, when the tab is first opened; the page fetches it once idle. Left out for what a first screen holds. */
  readonly part?: Part;
  /** Whether this reader has it. */
  readonly isFor: (journey: JourneyView) => boolean;
}

/** In the order in which they are offered; the first that is for the reader opens first. */
const tabs: readonly Tab[] = [
  {
    id: 'thread',
    label: 'placeThread',
    icon: 'thread',
    tag: 'journey-path',
    isFor: ({ title }) => title !== undefined,
  },
  { id: 'forum', label: 'placeForum', icon: 'forum', tag: 'forum', isFor: () => true },
  {
    id: 'goals',
    label: 'placeGoals',
    icon: 'goal',
    tag: 'goals',
    isFor: ({ me }) => me.role === 'coachee' || me.role === 'coach' || me.role === 'mentor' || me.role === 'tutor',
    part: { names: ['goals', 'goal', 'goal-form'], load: () => import('../bundles/goals.js') },
  },
  {
    id: 'events',
    label: 'placeEvents',
    icon: 'events',
    tag: 'highlights',
    isFor: ({ title }) => title !== undefined,
    part: { names: ['highlights', 'highlight'], load: () => import('../bundles/highlights.js') },
  },
  {
    id: 'circle',
    label: 'placeCircle',
    icon: 'circle',
    tag: 'circle',
    isFor: () => true,
    part: { names: ['circle', 'invite'], load: () => import('../bundles/circle.js') },
  },
  {
    id: 'mine',
    label: 'placeMine',
    icon: 'mine',
    tag: 'personal',
    isFor: () => true,
    part: {
      names: ['personal', 'mine', 'hours', 'pace', 'plans', 'plan', 'export'],
      load: () => import('../bundles/personal.js'),
    },
  },
];

/** What is fetched for tabs when they are opened. */
export const tabParts: readonly Part[] = tabs.flatMap(({ part }) => part ?? []);

const remembered = new Map<string, string>();

type Some<T> = readonly [T, ...T[]];

/** The tabs of a reader: at least one, since the forum is for all. */
export const tabsFor = (journey: JourneyView): Some<Tab> =>
  tabs.filter(({ isFor }) => isFor(journey)) as unknown as Some<Tab>;

/** The tab where the reader was last in that journey, as long as the page lives. */
export const rememberedTab = (journey: string): string => remembered.get(journey) ?? '';

export function rememberTab(journey: string, tab: string): void {
  remembered.set(journey, tab);
}
