import type { ContributionKind, Role } from '../../src/index.js';

/** What each role is offered to give, the likeliest first. */
export function kindsFor(role: Role): readonly ContributionKind[] {
  switch (role) {
    case 'coachee':
      return ['answer', 'practice', 'learning', 'question'];
    case 'coach':
      return ['question', 'encouragement', 'suggestion', 'synthesis'];
    case 'mentor':
    case 'tutor':
      return ['story', 'advice', 'encouragement', 'question'];
    default:
      return ['encouragement', 'moment', 'suggestion', 'story', 'question', 'learning'];
  }
}
