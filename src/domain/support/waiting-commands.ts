import type { Fields } from '../../model/value/json.js';
import type { Store } from '../../store/store.js';

/** A command of this device that the server has not answered. */
export interface WaitingCommand {
  readonly name: string;
  readonly args: Fields;
}

/** The commands that wait for a journey, oldest first: what no record shows yet. */
export async function waitingCommands(store: Store, journey: string): Promise<readonly WaitingCommand[]> {
  const unsent = await store.unsent();
  return unsent.flatMap(({ journey: of, change }) =>
    of === journey && change.kind === 'command' ? [{ name: change.name, args: change.args }] : [],
  );
}
