import * as v from '../model/value/schema.js';
import { audienceSchema } from '../model/access/audience.js';
import type { Action, PermissionObject } from '../model/access/permissions.js';
import { workingHoursSchema } from '../model/people/person.js';
import { idSchema } from '../model/value/ids.js';
import { lineSchema } from '../model/value/text.js';
import { plainDateSchema, timeZoneSchema } from '../model/value/time.js';

/**
 * What no cell of the table of permissions says, by name; the server has one check for each.
 *
 * - `self`: about the writer's own membership.
 * - `self-or-accompanied`: about the writer's own membership, or anybody's for the person accompanied, and never about
 *   the membership of that person, who leaves by closing the journey. Who was paused by another does not resume.
 * - `coachee-or-coach`: the person accompanied, or their coach.
 * - `who-stopped-it`: the person accompanied, or the coach who stopped the journey.
 * - `who-removed-them`: the person accompanied, about a membership that they ended; nobody brings back who left.
 * - `opens-alone`, `asks-to-open`: what `judgeAudienceChange` answers with `yes`, or with `ask`.
 * - `is-asked`: who made a proposal, or whose yes it takes.
 * - `anybody`: it changes nothing.
 */
export type CommandRule =
  | 'self'
  | 'self-or-accompanied'
  | 'coachee-or-coach'
  | 'who-stopped-it'
  | 'who-removed-them'
  | 'opens-alone'
  | 'asks-to-open'
  | 'is-asked'
  | 'anybody';

/** [CM4] Who may: any of these actions on a row of the table, on the row that the named item is, or a rule. */
export type CommandPermission =
  | { readonly object: PermissionObject | 'item'; readonly may: readonly Action[] }
  | { readonly rule: CommandRule };

const item = {
  type: v.picklist(['topic', 'contribution', 'challenge', 'answer', 'ifThen']),
  id: idSchema,
  audience: audienceSchema,
};
const member = v.object({ id: idSchema });
const nothing = v.object({});
const noHours = v.custom<null>((value) => value === null, 'Use null.');
const moves = { object: 'journey', may: ['write'] } as const;

/** [CM1] Every command: the schema of its arguments, and who may. Its effect is in `command-effects.ts`, its handler on the server. */
export const commands = {
  'audience.narrow': {
    args: v.object({
      ...item,
      type: v.picklist(['topic', 'contribution', 'challenge', 'answer', 'goal', 'goalRating', 'ifThen']),
    }),
    permission: { object: 'item', may: ['narrow', 'write'] },
  },
  'audience.widen': { args: v.object(item), permission: { rule: 'opens-alone' } },
  'audience.propose': {
    args: v.object({ proposal: idSchema, ...item, reason: v.optional(lineSchema) }),
    permission: { rule: 'asks-to-open' },
  },
  'audience.answer': { args: v.object({ id: idSchema, isYes: v.boolean() }), permission: { rule: 'is-asked' } },
  'membership.end': {
    args: v.object({ id: idSchema, words: v.optional(v.literal('withdraw')) }),
    permission: { rule: 'self-or-accompanied' },
  },
  'membership.pause': { args: member, permission: { rule: 'self-or-accompanied' } },
  'membership.resume': { args: member, permission: { rule: 'self-or-accompanied' } },
  /** [CM7] Undoes a removal. */
  'membership.readmit': { args: member, permission: { rule: 'who-removed-them' } },
  /** `null` takes them away. */
  'membership.hours': {
    args: v.object({ id: idSchema, hours: v.union([noHours, workingHoursSchema]) }),
    permission: { rule: 'self' },
  },
  'membership.zone': { args: v.object({ id: idSchema, timeZone: timeZoneSchema }), permission: { rule: 'self' } },
  'journey.start': { args: nothing, permission: moves },
  /** `until`: the day on which the person means to be back. */
  'journey.pause': { args: v.object({ until: v.optional(plainDateSchema) }), permission: moves },
  'journey.resume': { args: nothing, permission: moves },
  'journey.conclude': { args: nothing, permission: moves },
  'journey.close': { args: nothing, permission: moves },
  /** `reason`: if they want to say. */
  'journey.stop': { args: v.object({ reason: v.optional(lineSchema) }), permission: { rule: 'coachee-or-coach' } },
  /** [CM7] Undoes a stop. */
  'journey.reopen': { args: nothing, permission: { rule: 'who-stopped-it' } },
  /** A device took an operation back after it had given it a number. */
  'change.withdraw': { args: nothing, permission: { rule: 'anybody' } },
} as const satisfies Readonly<
  Record<string, { readonly args: v.GenericSchema; readonly permission: CommandPermission }>
>;

export type CommandName = keyof typeof commands;
export type CommandArgs<N extends CommandName> = v.InferOutput<(typeof commands)[N]['args']>;

/** A command with the arguments of its name. */
export type Command<N extends CommandName = CommandName> = {
  readonly [M in N]: { readonly name: M; readonly args: CommandArgs<M> };
}[N];

export const commandNames = Object.keys(commands) as readonly CommandName[];

export const isCommandName = (name: string): name is CommandName => Object.hasOwn(commands, name);

/** The command, or why it is none: for a developer, with names of fields and no value. */
export interface ParsedCommand {
  readonly command?: Command;
  readonly why: string;
}

/** [CM2] A command from outside, checked once: what its schema does not know is left out. */
export function parseCommand(name: string, args: unknown): ParsedCommand {
  if (!isCommandName(name)) return { why: 'An unknown command.' };
  const result = v.safeParse<v.GenericSchema>(commands[name].args, args);
  if (result.success) return { command: { name, args: result.output } as Command, why: '' };
  const odd = [...new Set(result.issues.map((issue) => v.getDotPath(issue) ?? ''))].slice(0, 5).join(', ');
  return { why: `Not the arguments of ${name}: look at ${odd === '' ? 'all' : odd}.` };
}
