import type { PlanProposal, PlanView, Plans, PlansView } from '../contracts/plans.js';
import { CordeeError } from '../errors.js';
import { isInAudience, readersOf } from '../model/audience.js';
import { type Id, createId } from '../model/ids.js';
import type { Fields } from '../model/json.js';
import { templateJourneyOf } from '../model/published-template.js';
import { parseFields } from '../model/parse-fields.js';
import { spaceOf } from '../model/space.js';
import { instantOf } from '../model/time.js';
import type { Rope } from '../records/members.js';
import { type Read, listOf, oneOf } from '../records/typed.js';
import { deliveryOf } from '../records/words.js';
import { type Workshop, watchRope } from '../records/workshop.js';
import { assertAllowed, assertKnownReaders, holdRope } from '../records/writing.js';

/** More tries than this say no more than this many. */
const triesKept = 200;

/** Plans for the moment when it is hard. */
export function createPlans(workshop: Workshop): Plans {
  const { store, env, person } = workshop;

  async function hold(journey: Id, id: Id): Promise<Read<'ifThen'>> {
    const plan = oneOf((await holdRope(workshop, journey)).records, 'ifThen', id);
    if (plan?.by === person) return plan;
    throw new CordeeError('CORDEE_PERMISSION_DENIED', 'This plan is not yours to change.');
  }
  const write = (journey: Id, { id, record }: Pick<Read<'ifThen'>, 'id' | 'record'>, fields: Fields): Promise<void> =>
    store.commit(journey, [{ kind: 'set', type: 'ifThen', id, space: record.space, fields }]);

  return {
    watch: (journey) =>
      watchRope(workshop, journey, { plans: [], proposals: [], canWrite: false }, async (rope): Promise<PlansView> => {
        const plans = listOf(rope.records, 'ifThen').toSorted((a, b) => (a.at < b.at ? 1 : -1));
        return {
          plans: plans.map((plan) => planOf(plan, rope)),
          proposals:
            rope.me.role === 'coachee' ? await proposalsOf(workshop, rope, new Set(plans.map(({ step }) => step))) : [],
          canWrite: rope.me.role === 'coachee' && rope.me.state === 'active',
        };
      }),
    async make({ journey, audience, tried = [], ...words }) {
      const rope = await holdRope(workshop, journey);
      const fields = parseFields('ifThen', {
        ...trimmed(words),
        by: person,
        at: instantOf(env.now()),
        tried,
        audience,
      });
      assertKnownReaders(rope, audience);
      assertAllowed(rope, 'ifThen', 'write', { by: person, audience }, isInAudience(audience, person, rope.me));
      const id = createId(env);
      await store.commit(journey, [
        {
          kind: 'set',
          type: 'ifThen',
          id,
          space: spaceOf(journey, audience, person),
          fields: fields as unknown as Fields,
        },
      ]);
      return id;
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
  { members, me }: Rope,
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
  { store }: Workshop,
  { records }: Rope,
  taken: ReadonlySet<Id | undefined>,
): Promise<readonly PlanProposal[]> {
  const journey = oneOf(records, 'journey', records.journey);
  if (!journey) return [];
  const [template] = listOf(await store.records(templateJourneyOf(journey.template, journey.version)), 'template');
  const begun = new Set(
    listOf(records, 'stepRun')
      .filter(({ state }) => state === 'open' || state === 'underway' || state === 'done')
      .map(({ step }) => step),
  );
  return (template?.steps ?? []).flatMap(({ id, title, ifThen }) =>
    ifThen && begun.has(id) && !taken.has(id) ? [{ step: id, stepTitle: title, if: ifThen.if, then: ifThen.then }] : [],
  );
}
