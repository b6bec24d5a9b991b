/** The archive's own words, in both languages: it outlives the setting of a page. */
export const words = {
  journey: { fr: 'Parcours', en: 'Journey' },
  circle: { fr: 'Dans la cordée', en: 'On the rope' },
  left: { fr: 'n’en est plus', en: 'has left' },
  goals: { fr: 'Ce que je vise', en: 'What I am aiming at' },
  plans: { fr: 'Si… alors…', en: 'If… then…' },
  worked: { fr: 'cela a marché', en: 'it worked' },
  notYet: { fr: 'pas cette fois', en: 'not this time' },
  path: { fr: 'Le chemin', en: 'The path' },
  answer: { fr: 'Réponse', en: 'Answer' },
  events: { fr: 'Les temps forts', en: 'Events' },
  activity: { fr: 'Une activité', en: 'An activity' },
  others: { fr: 'D’autres réponses', en: 'Other answers' },
  transfer: { fr: 'Trois semaines après', en: 'Three weeks after' },
  challenges: { fr: 'Défis du moment', en: 'Challenges of the moment' },
  forum: { fr: 'Le forum', en: 'The forum' },
  withdrawn: { fr: 'Retiré par son auteur.', en: 'Withdrawn by its author.' },
  served: { fr: 'Ce que cela a donné :', en: 'What it served for:' },
  roles: {
    coachee: { fr: 'grimpe', en: 'climbs' }, coach: { fr: 'coach', en: 'coach' }, mentor: { fr: 'mentorat', en: 'mentor' }, tutor: { fr: 'tutorat', en: 'tutor' },
    sponsor: { fr: 'parrainage', en: 'sponsor' }, peer: { fr: 'entre pairs', en: 'peer' }, companion: { fr: 'compagnie', en: 'companion' },
  },
  levels: {
    '2': { fr: 'bien au-delà', en: 'far beyond' }, '1': { fr: 'au-delà', en: 'beyond' }, '0': { fr: 'comme espéré', en: 'as hoped' },
    '-1': { fr: 'en deçà', en: 'not quite' }, '-2': { fr: 'encore loin', en: 'far from it' },
  },
  states: {
    ahead: { fr: 'à venir', en: 'ahead' }, open: { fr: 'ouverte', en: 'open' }, underway: { fr: 'commencée', en: 'begun' }, done: { fr: 'faite', en: 'done' },
    skipped: { fr: 'laissée de côté', en: 'left aside' }, replaced: { fr: 'remplacée', en: 'replaced' },
  },
} as const;
