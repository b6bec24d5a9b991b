import type { PlanProposal, PlanView, Plans, PlansView } from '../../api/plans.js';
import { CordeeError } from '../../errors.js';
import { readersOf } from '../../model/access/audience.js';
import type { Id } from '../../model/value/ids.js';
import type { Fields } from '../../model/value/json.js';
import { templateScopeOf } from '../../model/scope/scope-key.js';
import { parseFields } from '../../model/parse-fields.js';
import { instantOf } from '../../model/value/time.js';
import type { JourneyContext } from '../support/members.js';
import { type Read, listOf, oneOf } from '../support/typed.js';
import { deliveryOf } from '../support/words.js';
import { type DomainContext, watchJourneyContext } from '../support/domain-context.js';
import { assertKnownReaders, commitNew, openJourneyContext } from '../support/writing.js';

/** More tries than this say no more than this many. */
const triesKept = 200;

/** Plans for the moment when it is hard. */
export function createPlans(domain: DomainContext): Plans {
  const { store, env, person } = domain;

  async function hold(journey: Id, id: Id): Promise<Read<'ifThen'>> {
    const plan = oneOf((await openJourneyContext(domain, journey)).records, 'ifThen', id);
    if (plan?.by === person) return plan;
    throw new CordeeError('CORDEE_PERMISSION_DENIED', 'This plan is not yours to change.');
  }
  const write = (journey: Id, { id, record }: Pick<Read<'ifThen'>, 'id' | 'record'>, fields: Fields): Promise<void> =>
    store.commit(journey, [{ kind: 'set', type: 'ifThen', id, space: record.space, fields }]);

  return {
    watch: (journey) =>
      watchJourneyContext(
        domain,
        journey,
        { plans: [], proposals: [], canWrite: false },
        async (context): Promise<PlansView> => {
          const plans = listOf(context.records, 'ifThen').toSorted((a, b) => (a.at < b.at ? 1 : -1));
          return {
            plans: plans.map((plan) => planOf(plan, context)),
            proposals:
              context.me.role === 'coachee'
                ? await proposalsOf(domain, context, new Set(plans.map(({ step }) => step)))
                : [],
            canWrite: context.me.role === 'coachee' && context.me.state === 'active',
          };
        },
      ),
    async make({ journey, audience, tried = [], ...words }) {
      const context = await openJourneyContext(domain, journey);
      const fields = parseFields('ifThen', {
        ...trimmed(words),
        by: person,
        at: instantOf(env.now()),
        tried,
        audience,
      });
      assertKnownReaders(context, audience);
      return commitNew(domain, context, 'ifThen', fields);
    },
    async change(journey, id, words) {
      const { id: _, record, ...plan } = await hold(journey, id);
      const { if: sign, then } = parseFields('ifThen', { ...plan, ...trimmed(words) });
      await write(journey, { id, record }, { if: sign, then });
    },
    async noteTry(journey, id, worked) {
      const plan = await hold(journey, id);
      const tried = { at: instantOf(env.now()), ...(worked === undefined ? {} : { worked }) };
      await write(journey, plan, { tried: [...plan.tried, tried].slice(-triesKept) as unknown as Fields[string] });
    },
    async takeBackTry(journey, id) {
      const plan = await hold(journey, id);
      if (plan.tried.length > 0)
        await write(journey, plan, { tried: plan.tried.slice(0, -1) as unknown as Fields[string] });
    },
    async drop(journey, id) {
      const { record } = await hold(journey, id);
      await store.commit(journey, [{ kind: 'delete', type: 'ifThen', id, space: record.space }]);
    },
  };
}

const trimmed = <T extends { readonly if: string; readonly then: string }>(words: T): T => ({
  ...words,
  if: words.if.trim(),
  then: words.then.trim(),
});

const planOf = (
  { record, by, id, if: sign, then, step, tried, audience }: Read<'ifThen'>,
  { members, me }: JourneyContext,
): PlanView => ({
  id,
  if: sign,
  then,
  step,
  tried,
  audience,
  author: members.find(({ person }) => person === by),
  isMine: by === me.person,
  readers: readersOf(audience, by, members).filter(({ person, isMe }) => !isMe && person !== by),
  delivery: deliveryOf(record, false),
});

async function proposalsOf(
  { store }: DomainContext,
  { records }: JourneyContext,
  taken: ReadonlySet<Id | undefined>,
): Promise<readonly PlanProposal[]> {
  const journey = oneOf(records, 'journey', records.journey);
  if (!journey) return [];
  const [template] = listOf(await store.records(templateScopeOf(journey.template, journey.version)), 'template');
  const begun = new Set(
    listOf(records, 'stepRun')
      .filter(({ state }) => state === 'open' || state === 'underway' || state === 'done')
      .map(({ step }) => step),
  );
  return (template?.steps ?? []).flatMap(({ id, title, ifThen }) =>
    ifThen && begun.has(id) && !taken.has(id) ? [{ step: id, stepTitle: title, if: ifThen.if, then: ifThen.then }] : [],
  );
}
