import type { ContributionView } from '../views.js';

/** A thread as a flat list, in the order it is read. */
export const flatten = (list: readonly ContributionView[]): readonly ContributionView[] => list.flatMap((item) => [item, ...flatten(item.replies)]);
