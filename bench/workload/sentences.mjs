// What people say to each other in a journey, in both languages, so that texts have the lengths and letters of real ones.
export const sentences = {
  fr: [
    'Mardi, en point d’équipe, tu as laissé un vrai silence après ta question, et trois personnes ont parlé qui ne parlent jamais.',
    'J’ai préparé l’entretien comme convenu : deux faits, un effet, une demande.',
    'Ce qui m’a aidée la première année, c’est de dire non une fois par semaine et de le noter.',
    'Continue : la manière dont tu as repris la réunion en main était juste, calme et sans dureté.',
    'Je n’ai pas réussi à déléguer le rapport de fin de mois, j’ai tout refait le soir.',
    'Qu’est-ce que tu aurais voulu entendre à ce moment-là ?',
    'Et si tu commençais par demander à chacun ce qu’il sait déjà faire seul ?',
    'Quand Malik a coupé la parole à Sarah, tu es revenue vers elle dès qu’il a fini : cela s’est vu.',
    'Je propose que nous regardions ensemble la formation « conduire un entretien » avant la semaine prochaine.',
    'Merci, cette phrase m’a servi dès le lendemain, devant le comité.',
    'Le plus difficile reste de parler à ceux qui étaient mes collègues il y a six mois.',
    'Tu avances plus vite que tu ne le crois, regarde où tu en étais en janvier.',
    'Essaie d’écrire la première phrase, une seule, et de la dire à voix haute.',
    'La revue annuelle approche, je sens déjà que je vais vouloir tout justifier.',
    'Pour l’enquête d’engagement, j’ai noté deux questions que j’aimerais poser à l’équipe.',
    'Bravo pour la synthèse : courte, honnête, et chacun s’y reconnaît.',
  ],
  en: [
    'On Tuesday you let a real silence stand after your question, and three people spoke who never do.',
    'I prepared the conversation as agreed: two facts, one effect, one request.',
    'What helped me in my first year was to say no once a week, and to write it down.',
    'Keep going: the way you brought the meeting back was fair, calm and not hard on anyone.',
    'I did not manage to hand over the month-end report; I did it all again in the evening.',
    'What would you have wanted to hear at that moment?',
    'What if you began by asking everybody what they can already do alone?',
    'When Malik cut Sarah short you came back to her as soon as he was done, and people saw it.',
    'I suggest that we look at the training on difficult conversations before next week.',
    'Thank you, that sentence served me the very next day, in front of the board.',
    'The hardest part is still to talk to those who were my peers six months ago.',
    'You are moving faster than you think; look where you were in January.',
    'Try to write the first sentence, only one, and to say it aloud.',
    'The yearly review is near and I can feel that I will want to justify everything.',
    'For the engagement survey I have two questions that I would like to put to the team.',
    'Well done for the synthesis: short, honest, and everybody can see themselves in it.',
  ],
};

/** Rare enough that a search for its first letters finds a few texts in each size. Written with an accent on purpose. */
export const rareSentence = 'Une étincelle, enfin : je sais par où commencer.';
export const rarePrefix = 'etinc';
