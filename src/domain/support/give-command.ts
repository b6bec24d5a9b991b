import type { Id } from '../../model/value/ids.js';
import { effectOf } from '../../protocol/command-effects.js';
import type { Command, CommandArgs, CommandName } from '../../protocol/commands.js';
import type { LocalChange, ViewRecord } from '../../store/store.js';
import type { DomainContext } from './domain-context.js';

/**
 * Gives a command in a journey: every query shows what it changes from then on, and the server decides. Settles when
 * it is stored on this device.
 *
 * @param before What happens in the same transaction, or not at all.
 */
export async function giveCommand<const N extends CommandName>(
  { store, env, person }: DomainContext,
  journey: Id,
  name: N,
  args: CommandArgs<N>,
  before: readonly LocalChange[] = [],
): Promise<void> {
  const effect = effectOf(await store.records(journey), { name, args }, person, env.now());
  const command = { kind: 'command', name, args } as unknown as Command & { readonly kind: 'command' };
  await store.commit(journey, [...before, { ...command, effect }]);
}

/** Whether a value of this field waits on this device. */
export const isFieldWaiting = (record: ViewRecord | undefined, field: string): boolean =>
  record?.waiting?.includes(field) ?? false;
