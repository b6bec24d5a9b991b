import {
  type Observable,
  BehaviorSubject,
  defer,
  distinctUntilChanged,
  map,
  startWith,
  Subject,
  switchMap,
} from 'rxjs';
import type {
  Audience,
  DraftView,
  Drafts,
  MomentView,
  Moments,
  News,
  NewsView,
  OwnWords,
  ProposalView,
} from '../../src/index.js';
import type { FakeStage } from './fake-client.js';

/** What the fake needs to know of its items. */
export interface FakeItems {
  withdraw(id: string): void;
  withdrawAll(): void;
  narrow(id: string, audience: Audience): void;
  proposals(): readonly ProposalView[];
  answer(id: string, isYes: boolean): void;
  leave(): void;
  news(): readonly NewsView[];
  moments(): readonly MomentView[];
}

/** Several clients on the same drafts are several pages of one person. */
const draftsChanged$ = new Subject<void>();

/** Drafts, what one does with one's own words, and what is new; drafts are given from outside where a page is to come back. */
export function createFakePresence({ write, watch }: FakeStage, items: FakeItems, kept = new Map<string, DraftView>()) {
  const changed$ = new BehaviorSubject(0);
  const drafts: Drafts = {
    get: async (_journey, place) => kept.get(place),
    watch: (_journey, place) =>
      defer(() =>
        draftsChanged$.pipe(
          startWith(undefined),
          map(() => kept.get(place)),
          distinctUntilChanged(),
        ),
      ),
    async keep(_journey, place, draft) {
      if (draft) kept.set(place, { ...draft, place, at: '2026-11-16T09:00:00Z' });
      else kept.delete(place);
      draftsChanged$.next();
      changed$.next(changed$.value + 1);
    },
    watchLater: (): Observable<readonly DraftView[]> =>
      watch(() => kept, new Map<string, DraftView>()).pipe(
        switchMap((shown) => changed$.pipe(map(() => [...shown.values()].filter(({ later }) => later !== undefined)))),
      ),
  };
  const words: OwnWords = {
    propose: (_journey, id, audience, options) => write('propose', { id, audience, ...options }, () => undefined),
    answer: (_journey, id, isYes) => write('answer', { id, isYes }, () => items.answer(id, isYes)),
    watchProposals: () => watch(() => items.proposals(), []),
    widen: (_journey, id, audience) => write('widen', { id, audience }, () => items.narrow(id, audience)),
    narrow: (_journey, id, audience) => write('narrow', { id, audience }, () => items.narrow(id, audience)),
    withdraw: (_journey, id) => write('withdraw', id, () => items.withdraw(id)),
    leave: (_journey, { withdraw = false } = {}) =>
      write('leave', { withdraw }, () => {
        if (withdraw) items.withdrawAll();
        items.leave();
      }),
  };
  const news: News = { watch: () => watch(() => items.news(), []) };
  const moments: Moments = {
    watch: (_journey, since) => watch(() => items.moments().filter(({ on }) => on >= since), []),
  };
  return { drafts, words, news, moments };
}
