import type { FirstMessages } from './en.js';
import { endSentence, type Grammar } from '../grammar.js';

/** « de Marc », « d’Inès ». */
const of = (name: string): string => (/^[aeiouyhàâäéèêëîïôöùûü]/i.test(name) ? `d’${name}` : `de ${name}`);

/** The French texts of a first screen. They say *tu* or *vous* as the journey does, and give nobody a gender. */
export const fr = ({ address, list, number, plural }: Grammar): FirstMessages => {
  const say = (tu: string, vous: string): string => (address === 'tu' ? tu : vous);
  return {
    retry: 'Réessayer',
    waiting: 'Un instant…',
    failedToShow: 'Impossible d’afficher ceci pour le moment.',
    partUnreachable: 'Cette partie n’est pas encore arrivée sur cet appareil : il faut du réseau, une seule fois.',
    clientMissing: 'Cette page n’a pas dit quel parcours montrer.',

    // Journey
    journey: 'Parcours',
    journeyOf: (name) => `La cordée ${of(name)}`,
    week: (week, weeks) =>
      weeks === undefined ? `Semaine ${number(week)}` : `Semaine ${number(week)} sur ${number(weeks)}`,
    circle: 'Dans la cordée',
    places: 'Lieux de ce parcours',
    placeThread: 'Fil',
    placeForum: 'Forum',
    placeGoals: 'Objectifs',
    placeEvents: 'Temps forts',
    placeCircle: 'Cercle',
    placeMine: 'À moi',
    allJourneys: say('Toutes tes cordées', 'Toutes vos cordées'),
    journeyState: (state) =>
      ({
        proposed: 'en préparation',
        active: 'en route',
        paused: 'en pause',
        closing: 'touche à sa fin',
        closed: 'terminé',
        stopped: 'arrêté',
      })[state] ?? state,
    role: (role) =>
      ({
        coachee: 'grimpe',
        coach: 'coach',
        mentor: 'mentorat',
        tutor: 'tutorat',
        sponsor: 'parrainage',
        peer: 'entre pairs',
        companion: 'compagnie',
      })[role] ?? role,

    // Path
    path: 'Le chemin',
    next: 'La suite',
    nextFor: (name) => `La suite pour ${name}`,
    nextSentence: (title, minutes) => `${endSentence(title)} ${number(minutes)} minutes suffisent.`,
    pathDone: say(
      'Tout le chemin est derrière toi. Regarde comme c’est loin.',
      'Tout le chemin est derrière vous. Regardez comme c’est loin.',
    ),
    stepsDone: (done, total) =>
      plural(done, {
        one: `${number(done)} étape faite sur ${number(total)}`,
        other: `${number(done)} étapes faites sur ${number(total)}`,
      }),
    routeLabel: (done, total, title) =>
      `La corde jusqu’ici : ${number(done)} étapes faites sur ${number(total)}${title === '' ? '.' : ` ; ensuite, ${endSentence(title)}`}`,
    phaseWeeks: (from, to) => (from === to ? `semaine ${number(from)}` : `semaines ${number(from)} à ${number(to)}`),
    phaseDone: (count) => plural(count, { one: 'Une étape, faite', other: `${number(count)} étapes, toutes faites` }),
    showSteps: 'Les montrer',
    hideSteps: 'Replier',
    minutes: (count) => `${number(count)} min`,
    stepState: (state) =>
      ({
        ahead: 'à venir',
        open: 'ouverte',
        underway: 'commencée',
        done: 'faite',
        skipped: 'laissée de côté',
        replaced: 'remplacée',
      })[state] ?? state,
    today: 'Aujourd’hui',
    late: say('t’attend encore', 'vous attend encore'),
    stepKind: (kind) =>
      ({
        reflect: 'réfléchir',
        meet: 'se voir',
        plan: 'préparer',
        practise: 'essayer',
        ask: 'demander',
        share: 'partager',
        read: 'lire',
        check: 'faire le point',
        harvest: 'récolter',
      })[kind] ?? kind,
    pathEmpty: say(
      'Le chemin n’est pas encore tracé. Il apparaîtra ici dès que la personne qui t’accompagne l’aura ouvert.',
      'Le chemin n’est pas encore tracé. Il apparaîtra ici dès que la personne qui vous accompagne l’aura ouvert.',
    ),
    eventKind: (kind) =>
      ({
        strategy: 'entreprise',
        training: 'formation',
        'personality-test': 'portrait',
        'skills-assessment': 'compétences',
        review: 'entretien',
        survey: 'enquête',
        ritual: 'rituel',
      })[kind] ?? kind,
    eventState: (state) =>
      ({
        announced: 'annoncé',
        'prepare-open': 'à préparer',
        happening: 'en ce moment',
        'harvest-open': 'à récolter',
        harvested: 'récolté',
        closed: 'passé',
        moved: 'déplacé',
        cancelled: 'annulé',
      })[state] ?? state,

    // Step
    openStep: 'Ouvrir cette étape',

    // Who reads
    you: say('Toi', 'Vous'),

    // Challenge
    challenge: 'Défi du moment',
    challengeShort: 'Défi',
    challengeHint: 'Pas dans trois semaines : maintenant. Une phrase suffit.',
    challenges: 'Défis du moment',
    challengesWaiting: (count) =>
      plural(count, {
        one: say('Un défi t’attend', 'Un défi vous attend'),
        other: `${number(count)} ${say('défis t’attendent', 'défis vous attendent')}`,
      }),
    replyPromise: (name, days) =>
      plural(days, { one: `${name} répond sous un jour.`, other: `${name} répond sous ${number(days)} jours.` }),
    raisedAgo: (ago) => `posé ${/^\d/.test(ago) ? 'le ' : ''}${ago}`,
    challengeState: (state) =>
      ({
        raised: 'attend un regard',
        seen: 'vu',
        accompanied: 'accompagné',
        passed: 'passé',
        learnt: 'source d’apprentissage',
        'let-go': 'laissé',
      })[state] ?? state,
    replies: (count) => plural(count, { one: 'Une réponse', other: `${number(count)} réponses` }),
    olderChallenges: (count) =>
      plural(count, { one: 'Un défi plus ancien', other: `${number(count)} défis plus anciens` }),

    // Delivery
    waitingHere: 'sur cet appareil',
    sent: 'envoyé',
    readByNames: (names) => `lu par ${list(names)}`,
    seenByNames: (names) => `vu par ${list(names)}`,
    deviceOnly: 'sur cet appareil seulement',
    sentLate: 'envoyé plus tard',

    // Forum
    somebody: 'Quelqu’un de la cordée',
    withdrawn: 'Retiré par son auteur.',

    // Sync
    syncAll: 'Tout est envoyé',
    syncSyncing: 'Envoi…',
    syncStarting: 'On cherche les nouvelles…',
    syncOffline: say('Pas de réseau : tu peux continuer à écrire', 'Pas de réseau : vous pouvez continuer à écrire'),
    syncRetrying: 'Le serveur ne répond pas ; on réessaie',
    syncNeedsAuth: say(
      'Reconnecte-toi, s’il te plaît ; rien n’est perdu',
      'Reconnectez-vous, s’il vous plaît ; rien n’est perdu',
    ),
    syncStopped: 'L’envoi s’est arrêté',
    syncStalled: say(
      'Le réseau est là, mais rien ne part depuis deux minutes. Tes textes sont gardés ici, et on continue d’essayer',
      'Le réseau est là, mais rien ne part depuis deux minutes. Vos textes sont gardés ici, et on continue d’essayer',
    ),
    pending: (count) =>
      plural(count, {
        one: 'Un texte sur cet appareil, pas encore envoyé',
        other: `${number(count)} textes sur cet appareil, pas encore envoyés`,
      }),
    syncedAgo: (ago) => `Dernières nouvelles ${ago}`,
    syncNow: 'Essayer maintenant',
  };
};
