import { ValidationError } from '../errors.js';
import { smallestGroup } from '../model/access/permissions.js';

export { smallestGroup };

/**
 * The smallest group that a company wants to see, which is the floor unless it asks for more.
 *
 * @throws ValidationError below the floor: there is no setting that shows smaller groups.
 */
export function groupSizeOf(wanted: number = smallestGroup): number {
  if (Number.isSafeInteger(wanted) && wanted >= smallestGroup) return wanted;
  throw new ValidationError('The smallest group can be raised, never lowered.', [
    { path: 'smallestGroup', message: `Use a whole number from ${smallestGroup}.` },
  ]);
}
