import type { RecordType } from '../record.js';
import { type ScopeKind, scopeKindOf } from './scope-kind.js';

/**
 * What opens a scope to somebody. `membership`: a membership of it. `its journeys`: a membership of a journey that is
 * made from it. `grant`: a grant that names them, a function of theirs, a cohort of theirs or the whole tenant.
 * `owner`: it is theirs, as its key says.
 */
export type Opening = 'membership' | 'its journeys' | 'grant' | 'owner';

/**
 * Where a record lives in its scope: by its audience, in the space that its author alone reads, or in the space of
 * this name, `<scope>/<name>`.
 */
type Home = { readonly by: 'audience' | 'author' } | { readonly name: string };

export interface ScopeRule {
  readonly openedBy: Opening;
  /** The types of records that it holds, and where each lives. */
  readonly homes: Partial<Readonly<Record<RecordType, Home>>>;
  /** `resident`: on every device that may read it. `on demand`: once it is opened there. */
  readonly residence: 'resident' | 'on demand';
  /** The extract of it that devices keep for screens over all scopes. */
  readonly digest: 'journey' | 'template' | undefined;
}

const byAudience: Home = { by: 'audience' };
const main: Home = { name: 'main' };

/** One rule for each kind of scope: what syncs, and how. A kind that is not here does not. */
export const scopeRules: Readonly<Record<ScopeKind, ScopeRule>> = {
  journey: {
    openedBy: 'membership',
    homes: {
      journey: byAudience,
      membership: byAudience,
      member: byAudience,
      invitation: byAudience,
      stepRun: byAudience,
      highlightRun: byAudience,
      adaptation: byAudience,
      answer: byAudience,
      topic: byAudience,
      contribution: byAudience,
      served: byAudience,
      challenge: byAudience,
      readMark: byAudience,
      goal: byAudience,
      goalRating: byAudience,
      ifThen: byAudience,
      moveProposal: byAudience,
      draft: byAudience,
      note: { by: 'author' },
    },
    residence: 'resident',
    digest: 'journey',
  },
  template: { openedBy: 'its journeys', homes: { template: main }, residence: 'resident', digest: 'template' },
  'template-draft': { openedBy: 'grant', homes: { template: main }, residence: 'on demand', digest: undefined },
  company: {
    openedBy: 'grant',
    homes: { highlight: { name: 'calendar' }, initiative: { name: 'calendar' }, pricePlan: { name: 'plans' } },
    residence: 'resident',
    digest: undefined,
  },
  cohort: { openedBy: 'grant', homes: { topic: main, contribution: main }, residence: 'resident', digest: undefined },
  practice: {
    openedBy: 'grant',
    homes: { practiceMeeting: main, practiceCard: main },
    residence: 'resident',
    digest: undefined,
  },
  'coach-file': { openedBy: 'grant', homes: { coachFile: main }, residence: 'on demand', digest: undefined },
  person: { openedBy: 'owner', homes: { settings: main }, residence: 'resident', digest: undefined },
};

/** The rule of a scope; undefined for one of a kind that this version does not know. */
export const scopeRuleOf = (scope: string): ScopeRule | undefined => {
  const kind = scopeKindOf(scope);
  return kind && scopeRules[kind];
};

/** The names of the spaces of a scope whose records do not live by their audience. */
export const spacesOfRule = (scope: string, { homes }: ScopeRule): readonly string[] => [
  ...new Set(Object.values(homes).flatMap((home) => ('name' in home ? [`${scope}/${home.name}`] : []))),
];
