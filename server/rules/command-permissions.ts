import { type Action, type PermissionObject, actorOf, isAllowed } from '../../src/model/access/permissions.js';
import { type CommandName, type CommandPermission, type CommandRule, commands } from '../../src/protocol/commands.js';
import { isKnownTo, mayDo } from './access.js';
import type { CommandCall } from './command.js';
import { authorIn, itemOf, sharedItem, verdictOn } from './command-item.js';
import { demand } from './refused.js';
import type { ScopeTransaction } from './scope-transaction.js';
import { type Writer, isCoachee, membershipsOf } from './writer.js';

/** The commands that a rule decides about. */
type Ruled<R extends CommandRule> = {
  readonly [N in CommandName]: (typeof commands)[N]['permission'] extends { readonly rule: R } ? N : never;
}[CommandName];

type Rule<R extends CommandRule> = (
  scope: ScopeTransaction,
  writer: Writer,
  call: CommandCall<Ruled<R>>,
) => Promise<void>;

const opening =
  (may: 'yes' | 'ask') =>
  async (
    scope: ScopeTransaction,
    writer: Writer,
    call: CommandCall<'audience.widen' | 'audience.propose'>,
  ): Promise<void> => {
    const item = await itemOf(scope, writer, call);
    const verdicts = membershipsOf(writer, scope).map((asker) => verdictOn(scope, item, call.args.audience, asker));
    demand(
      verdicts.includes(may),
      may === 'ask' && verdicts.includes('yes') ? 'invalid' : 'forbidden',
      'More readers take a yes from its author and from the person accompanied.',
    );
  };

const rules: { readonly [R in CommandRule]: Rule<R> } = {
  async self(scope, writer, { args }) {
    const member = scope.member(args.id);
    demand(member?.person === writer.person && member.state !== 'ended', 'forbidden', 'Everybody says it of themself.');
  },
  async 'self-or-accompanied'(scope, writer, call) {
    const member = scope.member(call.args.id);
    const isOwn = member?.person === writer.person;
    const isForAll = isCoachee(membershipsOf(writer, scope));
    demand(member !== undefined && (isOwn || isForAll), 'forbidden', 'Not their membership to change.');
    demand(member.role !== 'coachee', 'forbidden', 'Who is accompanied leaves by closing the journey.');
    if (call.name === 'membership.end')
      demand(
        isOwn || member.state === 'ended' || call.args.words === undefined,
        'forbidden',
        'Only who wrote takes words back.',
      );
    if (call.name === 'membership.resume')
      demand(
        isForAll || member.state !== 'paused' || member.pausedBy === writer.person,
        'forbidden',
        'Another paused it.',
      );
  },
  async 'coachee-or-coach'(scope, writer) {
    const memberships = membershipsOf(writer, scope);
    demand(
      isCoachee(memberships) || memberships.some(({ role }) => role === 'coach'),
      'forbidden',
      'Not their journey to move.',
    );
  },
  async 'who-stopped-it'(scope, writer) {
    const memberships = membershipsOf(writer, scope);
    const journey = await scope.record('journey', scope.scopeKey.journey);
    const isOwnStop =
      memberships.some(({ role }) => role === 'coach') && journey?.fields['stoppedBy'] === writer.person;
    demand(isCoachee(memberships) || isOwnStop, 'forbidden', 'A coach takes back what they stopped themself.');
  },
  async 'who-removed-them'(scope, writer, { args }) {
    const member = scope.member(args.id);
    demand(
      isCoachee(membershipsOf(writer, scope)) && member?.role !== 'coachee',
      'forbidden',
      'Not theirs to bring back.',
    );
    demand(
      member?.state !== 'ended' || member.pausedBy === writer.person,
      'forbidden',
      'Who left is not brought back.',
    );
  },
  'opens-alone': opening('yes'),
  'asks-to-open': opening('ask'),
  async 'is-asked'(scope, writer, { args: { id, isYes } }) {
    const proposal = await scope.record('moveProposal', id);
    demand(isKnownTo(membershipsOf(writer, scope), proposal), 'record_gone', 'No proposal that they know of.');
    if (proposal.fields['by'] === writer.person && !isYes) return;
    const item = await sharedItem(scope, String(proposal.fields['item']));
    demand(item?.fields['withdrawnAt'] === undefined && item, 'record_gone', 'It was taken back.');
    const coachee = scope.members.find(({ role }) => role === 'coachee')?.person ?? '';
    demand(writer.person === authorIn(item) || writer.person === coachee, 'forbidden', 'Their yes is not asked for.');
  },
  async anybody() {},
};

/** [CM4] Goes on only where the registry lets this writer give this command. */
export async function demandPermitted(scope: ScopeTransaction, writer: Writer, call: CommandCall): Promise<void> {
  const permission: CommandPermission = commands[call.name].permission;
  if ('rule' in permission) return (rules[permission.rule] as Rule<CommandRule>)(scope, writer, call as never);
  const { object, may } = permission;
  const isPermitted =
    object === 'item' ? await mayToItem(scope, writer, call, may) : mayToScope(scope, writer, object, may);
  demand(isPermitted, 'forbidden', `The table of permissions gives ${call.name} to others.`);
}

async function mayToItem(
  scope: ScopeTransaction,
  writer: Writer,
  call: CommandCall,
  may: readonly Action[],
): Promise<boolean> {
  const item = await itemOf(scope, writer, call as CommandCall<'audience.narrow'>);
  const memberships = membershipsOf(writer, scope);
  return may.some((action) => mayDo(action, item.type, item.fields, writer.person, memberships));
}

const mayToScope = (
  scope: ScopeTransaction,
  writer: Writer,
  object: PermissionObject,
  may: readonly Action[],
): boolean =>
  membershipsOf(writer, scope).some((membership) =>
    may.some((action) =>
      isAllowed({ actor: actorOf(membership), object, action, state: membership.state, inAudience: true, isOwn: true }),
    ),
  );
