import { canRead } from '../../server/rules/access.js';
import type { CommandCall } from '../../server/rules/command.js';
import { type CommandRules, commandRules } from '../../server/rules/commands.js';
import type { ScopeTransaction } from '../../server/rules/scope-transaction.js';
import { type Writer, membershipsOf } from '../../server/rules/writer.js';
import type { MemberRow, StoredRow } from '../../server/storage/sync-storage.js';
import { type Fields, isSameJson } from '../../src/model/value/json.js';
import { type JourneyRecordType, recordSchemas } from '../../src/model/record.js';
import * as v from '../../src/model/value/schema.js';
import { effectOf } from '../../src/protocol/command-effects.js';
import { commands } from '../../src/protocol/commands.js';
import type { RecordEffect, ShownRecord } from '../../src/protocol/effect-draft.js';
import { mayGive } from './who-commands.js';
import type { World } from './world.js';

type Rows = ReadonlyMap<string, StoredRow>;
type Seen = ReadonlyMap<string, Pick<ShownRecord, 'space' | 'fields'>>;
const types = Object.keys(recordSchemas) as JourneyRecordType[];
const keyOf = ({ type, id }: { readonly type: string; readonly id: string }): string => `${type}/${id}`;

/**
 * Commands as the server runs them, each looked at: its arguments are those of its schema, its author may give it,
 * and what its author's device shows of it is what it leaves.
 */
export const watchedCommands = (world: World): CommandRules => {
  const rules = world.planted.commands ?? commandRules;
  return {
    ...rules,
    async handle(scope, writer, call) {
      const memberships = membershipsOf(writer, scope);
      const before = await rowsOf(scope);
      const isPermitted =
        v.is<v.GenericSchema>(commands[call.name].args, call.args) &&
        mayGive(
          call,
          writer.person,
          scope.members,
          (id) => [...before.values()].find((row) => row.id === id),
          scope.scopeKey.journey,
        );
      const isChanged = await rules.handle(scope, writer, call);
      if (!v.is<v.GenericSchema>(commands[call.name].args, call.args))
        world.fail('I16', `${call.name} was done with ${JSON.stringify(call.args)}`);
      else if (isChanged && !isPermitted)
        world.fail('I17', `${writer.person} did ${call.name} ${JSON.stringify(call.args)}`);
      else compare(world, { scope, writer, call, memberships, before, after: await rowsOf(scope) });
      return isChanged;
    },
  };
};

async function rowsOf(scope: ScopeTransaction): Promise<Rows> {
  const rows = new Map<string, StoredRow>();
  for (const type of types) for (const row of await scope.recordsOf(type)) rows.set(keyOf(row), row);
  return rows;
}

interface Done {
  readonly scope: ScopeTransaction;
  readonly writer: Writer;
  readonly call: CommandCall;
  /** By which the author read when they gave the command. */
  readonly memberships: readonly MemberRow[];
  readonly before: Rows;
  readonly after: Rows;
}

/** What the author would be shown is what the server leaves, of all that they read. */
function compare(world: World, { scope, writer, call, memberships, before, after }: Done): void {
  const { journey } = scope.scopeKey;
  // Who does not know who is in the journey cannot tell whom an audience holds.
  if (!canRead(`${journey}/circle`, memberships)) return;
  const seenIn = (rows: Rows): Map<string, StoredRow> =>
    new Map([...rows].filter(([, { space }]) => canRead(space, memberships)));
  const seen = seenIn(before);
  const shown = {
    journey,
    get: (type: string, id: string) => seen.get(`${type}/${id}`),
    list: (type: string) => [...seen.values()].filter((row) => row.type === type),
  };
  const expected = withEffects(seen, (world.planted.effectOf ?? effectOf)(shown, call, writer.person, writer.nowMs));
  const actual: Seen = seenIn(after);
  for (const key of new Set([...expected.keys(), ...actual.keys()])) {
    // Whether others have answered may be more than the author knows.
    if ('words' in call.args && /^(topic|challenge)\//.test(key)) continue;
    const [one, other] = [expected.get(key), actual.get(key)];
    if (one?.space === other?.space && isSameJson(one?.fields ?? null, other?.fields ?? null)) continue;
    world.fail(
      'I16',
      `${call.name} ${JSON.stringify(call.args)} of ${writer.person} shows ${JSON.stringify(one)?.slice(0, 300)} and leaves ${JSON.stringify(other)?.slice(0, 300)}`,
    );
  }
}

/** Records with the effects of a command on them. */
export function withEffects(
  records: ReadonlyMap<string, Pick<ShownRecord, 'space' | 'fields'>>,
  effects: readonly RecordEffect[],
): Map<string, Pick<ShownRecord, 'space' | 'fields'>> {
  const next = new Map(records);
  for (const effect of effects) {
    const key = keyOf(effect);
    if (effect.kind === 'delete') next.delete(key);
    else
      next.set(key, {
        space: effect.space,
        fields: Object.fromEntries(
          Object.entries({ ...next.get(key)?.fields, ...effect.fields }).filter(([, value]) => value !== null),
        ) as Fields,
      });
  }
  return next;
}
