import type { Grammar } from '../grammar.js';
import type { PersonalMessages } from './en.js';

/** The French texts of the elements that come when they are asked for. They say *tu* or *vous* as the journey does, and give nobody a gender. */
export const fr = ({ address, list, number, plural }: Grammar): PersonalMessages => {
  const say = (tu: string, vous: string): string => (address === 'tu' ? tu : vous);
  return {
    undo: 'Annuler',
    save: 'Garder',
    edit: 'Réécrire',
    remove: 'Retirer',
    keepIt: 'Non, garder',
    more: 'Plus',
    optional: say('si tu veux', 'si vous voulez'),
    savedHere: 'C’est gardé sur cet appareil, et envoyé dès qu’il y aura du réseau.',
    fillIn: (field) => `Reste à écrire : ${field}.`,

    // Goals
    goals: 'Ce que je vise',
    goalsOf: (name) => `Ce que vise ${name}`,
    goalsIntro: 'La personne et son coach disent, chacun de son côté, ce qu’ils en voient. Un écart vaut une conversation.',
    goalsEmpty: say(
      'Pas encore d’objectif. Commence par un seul : qu’aimerais-tu savoir faire, et à quoi le verrait-on ?',
      'Pas encore d’objectif. Commencez par un seul : qu’aimeriez-vous savoir faire, et à quoi le verrait-on ?',
    ),
    goalsEmptyGuest: say('Aucun objectif n’a encore été partagé avec toi.', 'Aucun objectif n’a encore été partagé avec vous.'),
    newGoal: 'Poser un objectif',
    goalProposals: say('Ce parcours propose ceux-ci. Prends-en un tel quel, ou fais-en tes propres mots.', 'Ce parcours propose ceux-ci. Prenez-en un tel quel, ou faites-en vos propres mots.'),
    takeProposal: (title) => `Partir de « ${title} »`,
    goalTitle: say('Que veux-tu savoir faire ?', 'Que voulez-vous savoir faire ?'),
    goalTitleHint: say('Avec tes mots, comme tu le dirais à quelqu’un de proche.', 'Avec vos mots, comme vous le diriez à quelqu’un de proche.'),
    goalLevels: 'À quoi le reconnaîtra-t-on ?',
    goalLevelsHint: say(
      'Commence par le milieu : ce que tu espères vraiment. Puis ce qui serait mieux, et ce qui serait moins bien. Dis ce que quelqu’un pourrait voir.',
      'Commencez par le milieu : ce que vous espérez vraiment. Puis ce qui serait mieux, et ce qui serait moins bien. Dites ce que quelqu’un pourrait voir.',
    ),
    goalLevel: (level) =>
      ({ '2': 'Bien au-delà de mes espoirs', '1': 'Mieux que je ne l’espère', '0': 'Ce que j’espère', '-1': 'Un peu en deçà', '-2': 'Encore loin' })[level] ?? level,
    goalLevelShort: (level) =>
      ({ '2': 'bien au-delà', '1': 'au-delà', '0': 'comme espéré', '-1': 'en deçà', '-2': 'encore loin' })[level] ?? level,
    goalBaseline: say('Où en es-tu aujourd’hui ?', 'Où en êtes-vous aujourd’hui ?'),
    goalImportance: say('Ce que cela compte pour toi', 'Ce que cela compte pour vous'),
    importance: (weight) => ({ 1: 'cela compte', 2: 'cela compte beaucoup', 3: 'c’est l’essentiel' })[weight] ?? '',
    goalDifficulty: 'La pente',
    difficulty: (weight) => ({ 1: 'à portée de main', 2: 'demande un effort', 3: 'raide' })[weight] ?? '',
    goalReaders: 'Qui lit cet objectif',
    goalSave: 'Poser cet objectif',
    goalSaved: say('Ton objectif est posé.', 'Votre objectif est posé.'),
    goalChanged: 'C’est réécrit. Ce qui en a été vu reste.',
    goalRemoveAsk: 'Retirer cet objectif, et tout ce qui en a été vu ? On ne pourra pas revenir en arrière.',
    goalRemoved: 'L’objectif est retiré.',
    rate: 'Où est-ce que j’en suis ?',
    rateFor: (name) => `Où est-ce que je vois ${name} ?`,
    rateHint: say('Choisis la phrase qui convient aujourd’hui. L’autre dira de son côté ce qu’il en voit.', 'Choisissez la phrase qui convient aujourd’hui. L’autre dira de son côté ce qu’il en voit.'),
    rateMoment: 'Qu’est-ce qui le montre ?',
    rateMomentHint: 'Un moment, une phrase.',
    rateSave: 'C’est là que je le vois',
    rateMissing: say('Choisis d’abord le niveau qui convient aujourd’hui.', 'Choisissez d’abord le niveau qui convient aujourd’hui.'),
    rated: 'C’est noté.',
    ratingTakenBack: 'C’est repris.',
    seenBy: (name, ago) => `${name}, ${ago}`,
    notRatedBy: (name) => `${name} n’a encore rien dit.`,
    notRatedByYou: say('Tu n’as encore rien dit.', 'Vous n’avez encore rien dit.'),
    startedAt: 'Au départ',
    goalChange: (steps) =>
      steps === 0
        ? 'Au même niveau qu’au départ'
        : steps > 0
          ? plural(steps, { one: 'Un niveau gagné depuis le départ', other: `${number(steps)} niveaux gagnés depuis le départ` })
          : plural(-steps, { one: 'Un niveau perdu depuis le départ', other: `${number(-steps)} niveaux perdus depuis le départ` }),
    chartLabel: (title, sides) => `Dessin : ${title}. ${sides.join(' ')}`,
    chartSide: (name, from, to) => (from === to ? `${name} : ${to}, du début à la fin.` : `${name} : de « ${from} » à « ${to} ».`),
    chartFailed: 'Le dessin n’a pas pu être chargé. Tout ce qui a été vu est dans la liste.',
    history: (count) => plural(count, { one: 'La seule fois où l’on y a regardé', other: `Les ${number(count)} fois où l’on y a regardé` }),
    attainment: 'Tous les objectifs ensemble',
    attainmentHint: say(
      '50, c’est « comme espéré » partout, selon ce que chacun compte et sa pente. Cela te compare à toi-même ; toi et ton coach êtes seuls à le voir.',
      '50, c’est « comme espéré » partout, selon ce que chacun compte et sa pente. Cela vous compare à vous-même ; vous et votre coach êtes seuls à le voir.',
    ),
    attainmentHintGuide: '50, c’est « comme espéré » partout, selon ce que chacun compte et sa pente. Cela compare une personne à elle-même ; seuls cette personne et son coach le voient.',
    attainmentStart: (value) => `au départ ${number(value)}`,
    attainmentSide: (name, value) => `${name} ${number(value)}`,
    goalReadBy: (names) =>
      names.length === 0
        ? say('Personne d’autre que toi ne lit cet objectif', 'Personne d’autre que vous ne lit cet objectif')
        : plural(names.length, { one: `${list(names)} lit cet objectif`, other: `${list(names)} lisent cet objectif` }),
  };
};
