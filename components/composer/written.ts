import type { Audience, ContributionKind, JourneyView } from '../../src/index.js';
import type { Draft } from '../controllers/draft.js';
import type { Purpose } from '../events.js';
import { usualAudience } from '../views/audience.js';
import { kindsFor } from '../views/kinds.js';
import { emptyForm, isFormEmpty, type MomentForm } from './moment-form.js';

/** What an element begins with, where its draft says nothing else. */
interface Begun {
  readonly purpose: Purpose;
  readonly text: string;
  readonly audience: Audience | undefined;
  readonly within: Audience | undefined;
  readonly kinds: readonly ContributionKind[] | undefined;
  /** Of an answer that is written anew: it keeps its readers, whatever was chosen. */
  readonly answerId: string;
}

/** What stands in a composer now. */
export interface Written {
  readonly journey: JourneyView | undefined;
  readonly words: string;
  readonly form: MomentForm;
  readonly isEmpty: boolean;
  readonly audience: Audience | undefined;
  /** Of a contribution, and what its writer may choose from. */
  readonly kind: ContributionKind | undefined;
  readonly kinds: readonly ContributionKind[];
}

/** What a draft holds, and what the element begins with where it holds nothing. */
export function writtenIn(draft: Draft, begun: Begun, journey: JourneyView | undefined): Written {
  const words = draft.words?.text ?? begun.text;
  const form = draft.words?.form ?? emptyForm;
  const isContribution = journey !== undefined && begun.purpose === 'contribution';
  const kinds = isContribution ? (begun.kinds ?? kindsFor(journey.me.role)) : [];
  const chosen = draft.words?.kind;
  const kind = chosen && kinds.includes(chosen) ? chosen : (kinds[0] ?? 'answer');
  return {
    journey,
    words,
    form,
    isEmpty: words.trim() === '' && isFormEmpty(form),
    audience:
      (begun.answerId === '' ? draft.words?.audience : undefined) ??
      begun.audience ??
      begun.within ??
      (journey && usualAudience(journey, begun.purpose)),
    kind: isContribution ? kind : undefined,
    kinds,
  };
}
