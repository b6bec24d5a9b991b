import { filter, firstValueFrom, tap, timeout } from 'rxjs';
import type { Poke, SyncAdapter } from '../sync/sync-adapter.js';
import { ContractDevice, topicBy } from './contract-device.js';
import { type Harness, assertSame } from './harness.js';
import { describeQuestions, refusalOf } from './question-contract.js';

/** Somebody, and how their device reaches the server. */
export interface Participant {
  readonly person: string;
  readonly adapter: SyncAdapter;
}

/** A journey made for one check: the coachee and a companion are in it, the stranger is on none. */
export interface SyncUnderTest {
  readonly journey: string;
  readonly coachee: Participant;
  readonly companion: Participant;
  readonly stranger: Participant;
  readonly cleanUp?: (() => Promise<void>) | undefined;
}

const circle = { kind: 'circle' } as const;
const guides = { kind: 'guides' } as const;
const patienceMs = 20_000;

const statuses = (verdicts: readonly { readonly st: string }[]): readonly string[] => verdicts.map(({ st }) => st);
const codes = (verdicts: readonly { readonly st: string; readonly code?: string }[]): readonly unknown[] =>
  verdicts.map(({ code }) => code);

/**
 * What a `SyncAdapter` promises, and the server behind it: numbered checks on a journey that
 * `prepare` makes anew for each. Usable with `node:test`, mocha, vitest, or whatever has `describe` and `it`.
 */
export function describeSyncAdapterContract(
  name: string,
  { describe, it }: Harness,
  prepare: () => Promise<SyncUnderTest>,
): void {
  let count = 0;
  const check = (
    title: string,
    run: (
      context: SyncUnderTest & { device(of: 'coachee' | 'companion' | 'stranger'): ContractDevice },
    ) => Promise<void>,
  ): unknown =>
    it(title, async () => {
      const under = await prepare();
      try {
        await run({
          ...under,
          device: (of) =>
            new ContractDevice(
              under[of].adapter,
              under.journey,
              `contract-${(count += 1)}-${under.journey.slice(-40)}`,
            ),
        });
      } finally {
        await under.cleanUp?.();
      }
    });

  describe(`a sync adapter: ${name}`, () => {
    check(
      '[SA1] what one writes, the others of the audience read, signed by who wrote it',
      async ({ device, journey, coachee, companion }) => {
        const [one, other, stranger] = [device('coachee'), device('companion'), device('stranger')];
        assertSame(statuses(await one.push(topicBy(companion.person, journey, 'sa-1', circle, 'for-the-circle'))), [
          'ok',
        ]);
        assertSame(statuses(await one.push(topicBy(coachee.person, journey, 'sa-2', guides, 'for-the-guides'))), [
          'ok',
        ]);
        for (const each of [one, other, stranger]) await each.pull();
        assertSame(other.records.get('topic/sa-1')?.fields['by'], coachee.person, 'the author is whose token it was');
        assertSame(one.records.has('topic/sa-2'), true);
        assertSame(
          [other.records.has('topic/sa-2'), other.heard.includes('for-the-guides'), stranger.heard.includes('for-the')],
          [false, false, false],
        );
      },
    );

    check(
      '[SA2] a push that is sent again counts once, and is answered alike',
      async ({ device, journey, coachee }) => {
        const one = device('coachee');
        const request = one.request([topicBy(coachee.person, journey, 'sa-1', circle, 'once')]);
        const signal = new AbortController().signal;
        const first = await one.adapter.push(request, signal);
        const second = await one.adapter.push(request, signal);
        assertSame([second.results, second.lastSeq], [first.results, first.lastSeq]);
        const before = (await one.pull()).at(-1)?.to;
        await one.adapter.push(request, signal);
        assertSame((await one.pull()).at(-1)?.to, before, 'the journey did not move');
      },
    );

    check(
      '[SA3] numbers follow each other: a gap and a number used twice are told with 409',
      async ({ device, journey, coachee }) => {
        const one = device('coachee');
        const signal = new AbortController().signal;
        const { code, expected } = await refusalOf(
          () => one.adapter.push(one.request([topicBy(coachee.person, journey, 'sa-1', circle, 'x')], 3), signal),
          409,
        );
        assertSame([code, expected], ['seq_gap', 1]);
        await one.push(topicBy(coachee.person, journey, 'sa-1', circle, 'x'));
        assertSame(
          (
            await refusalOf(
              () => one.adapter.push(one.request([topicBy(coachee.person, journey, 'sa-9', circle, 'y')], 1), signal),
              409,
            )
          ).code,
          'op_mismatch',
        );
      },
    );

    check(
      '[SA3] an operation that is taken back after it arrived is answered as it was',
      async ({ device, journey, coachee }) => {
        const one = device('coachee');
        const taken = await one.push(topicBy(coachee.person, journey, 'sa-1', circle, 'x'));
        const withdrawal = one.request([{ k: 'do', name: 'change.withdraw', args: {} }], 1);
        assertSame((await one.adapter.push(withdrawal, new AbortController().signal)).results[journey], taken);
        await one.pull();
        assertSame(one.records.has('topic/sa-1'), true);
      },
    );

    check(
      '[SA4] a transaction is taken or refused whole, uses its numbers, and blocks nothing behind it',
      async ({ device, journey, coachee }) => {
        const one = device('coachee');
        const refused = await one.push(topicBy(coachee.person, journey, 'sa-1', circle, 'x'), {
          k: 'set',
          t: 'noSuchType',
          id: 'sa-2',
          space: `${journey}/circle`,
          f: {},
        });
        assertSame(statuses(refused), ['no', 'no']);
        assertSame(statuses(await one.push(topicBy(coachee.person, journey, 'sa-3', circle, 'x'))), ['ok']);
        await one.pull();
        assertSame([one.records.has('topic/sa-1'), one.records.has('topic/sa-3')], [false, true]);
      },
    );

    check(
      '[SA5] who is not in the journey learns nothing, not even whether there is one',
      async ({ device, journey, stranger }) => {
        const none = device('stranger');
        assertSame((await none.pullOnce()).access, {});
        const signal = new AbortController().signal;
        const verdicts: unknown[] = [];
        for (const at of [journey, `${journey.slice(0, 40)}-none`]) {
          const { results } = await none.adapter.push(
            none.request([topicBy(stranger.person, at, 'sa-1', circle, 'x')], 1, at),
            signal,
          );
          verdicts.push(codes(results[at] ?? []));
        }
        assertSame(verdicts, [['not_a_member'], ['not_a_member']]);
      },
    );

    check(
      '[SA6] a pull gives what is new since its cursor, and nothing twice',
      async ({ device, journey, coachee }) => {
        const [one, other] = [device('coachee'), device('companion')];
        await one.push(topicBy(coachee.person, journey, 'sa-1', circle, 'x'));
        await other.pull();
        assertSame(
          (await other.pull()).flatMap(({ puts }) => puts),
          [],
        );
        await one.push(topicBy(coachee.person, journey, 'sa-2', circle, 'x'));
        assertSame(
          (await other.pull()).flatMap(({ puts }) => puts.map(({ id }) => id)),
          ['sa-2'],
        );
      },
    );

    check(
      '[SA7] page by page or at once, the same is there, and its sums are right',
      async ({ device, journey, coachee }) => {
        const one = device('coachee');
        for (let at = 0; at < 7; at++) await one.push(topicBy(coachee.person, journey, `sa-${at}`, circle, 'x'));
        const [whole, paged] = [device('companion'), device('companion')];
        await whole.pull();
        await paged.pull({ records: 1, bytes: 100_000 });
        assertSame([...paged.records], [...whole.records]);
        assertSame([...whole.records.keys()].filter((key) => key.startsWith('topic/')).length, 7);
      },
    );

    check(
      '[SA8] what is deleted leaves every device, and no later edit brings it back',
      async ({ device, journey, coachee }) => {
        const [one, other] = [device('coachee'), device('companion')];
        await one.push(topicBy(coachee.person, journey, 'sa-1', circle, 'x'));
        await other.pull();
        assertSame(statuses(await one.push({ k: 'del', t: 'topic', id: 'sa-1' })), ['ok']);
        await other.pull();
        assertSame(other.records.has('topic/sa-1'), false);
        assertSame(codes(await one.push(topicBy(coachee.person, journey, 'sa-1', circle, 'again'))), ['record_gone']);
      },
    );

    check('[SA9] nobody edits or deletes the words of another', async ({ device, journey, coachee, companion }) => {
      const [one, other] = [device('coachee'), device('companion')];
      await one.push(topicBy(coachee.person, journey, 'sa-1', circle, 'mine'));
      assertSame(statuses(await other.push(topicBy(companion.person, journey, 'sa-1', circle, 'yours'))), ['no']);
      assertSame(statuses(await other.push({ k: 'del', t: 'topic', id: 'sa-1' })), ['no']);
      await one.pull();
      assertSame(one.records.get('topic/sa-1')?.fields['body'], { text: 'mine' });
    });

    check(
      '[SA10] a verdict comes with each pull until the device says that it holds it',
      async ({ device, journey, coachee }) => {
        const one = device('coachee');
        const [verdict] = await one.push(topicBy(coachee.person, journey, 'sa-1', circle, 'x'));
        const again = await one.pullOnce();
        assertSame([again.lastSeq[journey], again.results[journey]], [1, [verdict]]);
        assertSame((await one.pullOnce({ resultsAck: { [journey]: 1 } })).results[journey] ?? [], []);
      },
    );

    check(
      '[SA11] the copy of one person is not pushed to by another',
      async ({ device, journey, coachee, companion }) => {
        const one = device('coachee');
        await one.push(topicBy(coachee.person, journey, 'sa-1', circle, 'x'));
        const thief = new ContractDevice(companion.adapter, journey, one.replica);
        assertSame(
          (await refusalOf(() => thief.push(topicBy(companion.person, journey, 'sa-2', circle, 'x')), 403)).code,
          'replica_owner',
        );
      },
    );

    check(
      '[SA12] a cursor that this server did not give starts again, and says so',
      async ({ device, journey, coachee }) => {
        const one = device('coachee');
        await one.push(topicBy(coachee.person, journey, 'sa-1', circle, 'x'));
        const page = (await one.pullOnce({}, 'from-another-server')).journeys.find(({ id }) => id === journey);
        assertSame(
          [page?.mode, typeof page?.why, page?.puts.some(({ id }) => id === 'sa-1')],
          ['reset', 'string', true],
        );
      },
    );

    check(
      '[SA13] who reads what changed is woken, without a word of it',
      async ({ device, journey, coachee, companion }) => {
        let opened = (): void => {};
        const isOpen = new Promise<void>((resolve) => {
          opened = resolve;
        });
        const told = firstValueFrom(
          companion.adapter.pokes$.pipe(
            tap(({ kind }) => {
              if (kind === 'open') opened();
            }),
            filter((poke): poke is Extract<Poke, { readonly kind: 'moved' }> => poke.kind === 'moved'),
            timeout(patienceMs),
          ),
        );
        await Promise.race([isOpen, told]);
        await device('coachee').push(topicBy(coachee.person, journey, 'sa-1', circle, 'phalarope'));
        const poke = await told;
        assertSame([Object.keys(poke.revs), JSON.stringify(poke).includes('phalarope')], [[journey], false]);
      },
    );

    describeQuestions(check);
  });
}
