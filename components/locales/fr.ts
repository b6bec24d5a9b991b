import type { Messages } from './en.js';
import { endSentence, type Grammar } from './grammar.js';

/** « de Marc », « d’Inès ». */
const of = (name: string): string => (/^[aeiouyhàâäéèêëîïôöùûü]/i.test(name) ? `d’${name}` : `de ${name}`);

/** The French texts. They say *tu* or *vous* as the journey does, and give nobody a gender. */
export const fr = ({ address, list, number, plural }: Grammar): Messages => {
  const say = (tu: string, vous: string): string => (address === 'tu' ? tu : vous);
  return {
    retry: 'Réessayer',
    close: 'Fermer',
    cancel: 'Annuler',
    waiting: 'Un instant…',
    failedToShow: 'Impossible d’afficher ceci pour le moment.',
    partUnreachable: 'Cette partie n’est pas encore arrivée sur cet appareil : il faut du réseau, une seule fois.',
    clientMissing: 'Cette page n’a pas dit quel parcours montrer.',
    failure: (code) =>
      ({
        CORDEE_STORAGE_FULL: say('Cet appareil est plein, plus rien ne peut y être gardé. Ton texte est encore là : copie-le avant de partir.', 'Cet appareil est plein, plus rien ne peut y être gardé. Votre texte est encore là : copiez-le avant de partir.'),
        CORDEE_STORAGE_BLOCKED: say('Ce navigateur ne nous laisse rien garder. Ton texte est encore là : copie-le avant de partir.', 'Ce navigateur ne nous laisse rien garder. Votre texte est encore là : copiez-le avant de partir.'),
        CORDEE_PERMISSION_DENIED: say('Tu ne peux plus écrire ici. Ton texte est encore là.', 'Vous ne pouvez plus écrire ici. Votre texte est encore là.'),
        CORDEE_SYNC_AUTH: say('Reconnecte-toi, s’il te plaît. Ton texte est encore là.', 'Reconnectez-vous, s’il vous plaît. Votre texte est encore là.'),
        CORDEE_INPUT_INVALID: say('Quelque chose dans ce texte n’est pas accepté. Il est encore là.', 'Quelque chose dans ce texte n’est pas accepté. Il est encore là.'),
      })[code] ?? say('Cela n’a pas marché. Ton texte est encore là : réessaie.', 'Cela n’a pas marché. Votre texte est encore là : réessayez.'),

    // Journey
    journey: 'Parcours',
    journeyOf: (name) => `La cordée ${of(name)}`,
    week: (week, weeks) => (weeks === undefined ? `Semaine ${number(week)}` : `Semaine ${number(week)} sur ${number(weeks)}`),
    circle: 'Dans la cordée',
    places: 'Lieux de ce parcours',
    placeThread: 'Le fil',
    placeGoals: 'Objectifs',
    placeCircle: 'Cercle',
    placeMine: 'À moi',
    allJourneys: say('Toutes tes cordées', 'Toutes vos cordées'),
    journeys: say('Tes cordées', 'Vos cordées'),
    noJourneyTitle: say('Tu n’es dans aucune cordée ici', 'Vous n’êtes dans aucune cordée ici'),
    noJourneyText: 'Un parcours appartient à qui grimpe. Personne d’autre ne le lit : l’entreprise ne voit que des totaux.',
    notArrived: say('Tes cordées ne sont pas encore arrivées sur cet appareil. Elles apparaîtront dès que le serveur aura répondu.', 'Vos cordées ne sont pas encore arrivées sur cet appareil. Elles apparaîtront dès que le serveur aura répondu.'),
    journeyState: (state) =>
      ({ proposed: 'en préparation', active: 'en route', paused: 'en pause', closing: 'touche à sa fin', closed: 'terminé', stopped: 'arrêté' })[state] ?? state,
    role: (role) =>
      ({ coachee: 'grimpe', coach: 'coach', mentor: 'mentorat', tutor: 'tutorat', sponsor: 'parrainage', peer: 'entre pairs', companion: 'compagnie' })[role] ?? role,
    openJourney: (name) => `Ouvrir la cordée ${of(name)}`,

    // Path
    path: 'Le chemin',
    next: 'La suite',
    nextFor: (name) => `La suite pour ${name}`,
    nextSentence: (title, minutes) => `${endSentence(title)} ${number(minutes)} minutes suffisent.`,
    pathDone: say('Tout le chemin est derrière toi. Regarde comme c’est loin.', 'Tout le chemin est derrière vous. Regardez comme c’est loin.'),
    stepsDone: (done, total) => plural(done, { one: `${number(done)} étape faite sur ${number(total)}`, other: `${number(done)} étapes faites sur ${number(total)}` }),
    routeLabel: (done, total, title) => `La corde jusqu’ici : ${number(done)} étapes faites sur ${number(total)}${title === '' ? '.' : ` ; ensuite, ${endSentence(title)}`}`,
    phaseWeeks: (from, to) => (from === to ? `semaine ${number(from)}` : `semaines ${number(from)} à ${number(to)}`),
    phaseDone: (count) => plural(count, { one: 'Une étape, faite', other: `${number(count)} étapes, toutes faites` }),
    showSteps: 'Les montrer',
    hideSteps: 'Replier',
    minutes: (count) => `${number(count)} min`,
    stepState: (state) =>
      ({ ahead: 'à venir', open: 'ouverte', underway: 'commencée', done: 'faite', skipped: 'laissée de côté', replaced: 'remplacée' })[state] ?? state,
    late: say('t’attend encore', 'vous attend encore'),
    stepKind: (kind) =>
      ({ reflect: 'réfléchir', meet: 'se voir', plan: 'préparer', practise: 'essayer', ask: 'demander', share: 'partager', read: 'lire', check: 'faire le point', harvest: 'récolter' })[kind] ?? kind,
    pathEmpty: say('Le chemin n’est pas encore tracé. Il apparaîtra ici dès que la personne qui t’accompagne l’aura ouvert.', 'Le chemin n’est pas encore tracé. Il apparaîtra ici dès que la personne qui vous accompagne l’aura ouvert.'),
    eventKind: (kind) =>
      ({ strategy: 'entreprise', training: 'formation', 'personality-test': 'portrait', 'skills-assessment': 'compétences', review: 'entretien', survey: 'enquête', ritual: 'rituel' })[kind] ?? kind,
    eventState: (state) =>
      ({ announced: 'annoncé', 'prepare-open': 'à préparer', happening: 'en ce moment', 'harvest-open': 'à récolter', harvested: 'récolté', closed: 'passé', moved: 'déplacé', cancelled: 'annulé' })[state] ?? state,

    // Step
    why: 'Pourquoi',
    instructions: 'Que faire',
    doneWhen: 'C’est fait quand',
    coachGuide: say('Pour toi qui guides', 'Pour vous qui guidez'),
    variant: 'Choisi pour cette personne',
    begin: 'Je commence',
    finish: 'C’est fait',
    reopen: 'Rouvrir',
    moveFailed: (code) => (code === 'CORDEE_PERMISSION_DENIED' ? say('Ce n’est pas à toi de faire avancer cette étape.', 'Ce n’est pas à vous de faire avancer cette étape.') : say('Cela n’a pas marché : réessaie.', 'Cela n’a pas marché : réessayez.')),
    openStep: 'Ouvrir cette étape',
    answer: 'Répondre',
    answerLabel: say('Ta réponse', 'Votre réponse'),
    saveAnswer: 'Garder cette réponse',
    rewrite: 'Réécrire',
    promptForOthers: 'Demandé à d’autres',
    noAnswerYet: 'Rien d’écrit pour l’instant.',
    stepGone: 'Cette étape n’est plus sur le chemin.',

    // Composer
    writeHere: say('Tes mots', 'Vos mots'),
    send: 'Envoyer',
    posted: 'Gardé sur cet appareil, et envoyé dès qu’il y a du réseau.',
    postedHere: 'Gardé sur cet appareil seulement.',
    emptyText: say('Écris d’abord quelque chose.', 'Écrivez d’abord quelque chose.'),
    textTooLong: (max) => `C’est plus long que ${number(max)} caractères.`,
    textHeld: say('Cette page a retenu ton texte. Il est encore là.', 'Cette page a retenu votre texte. Il est encore là.'),
    kindLegend: 'Ce que c’est',
    kind: (kind) =>
      ({
        advice: 'conseil', suggestion: 'suggestion', encouragement: 'encouragement', moment: 'un moment', story: 'récit', question: 'question',
        answer: 'réponse', learning: 'ce que j’emporte', synthesis: 'synthèse', practice: 'essayé', harvest: 'récolte',
      })[kind] ?? kind,

    // Who reads
    willRead: (names) => plural(names.length, { one: `${list(names)} lira ceci`, other: `${list(names)} liront ceci` }),
    reads: (names) => plural(names.length, { one: `${list(names)} lit ceci`, other: `${list(names)} lisent ceci` }),
    willReadSelf: say('Toi seulement : cela reste sur cet appareil', 'Vous seulement : cela reste sur cet appareil'),
    willReadNobody: 'Personne ne lit encore ceci',
    you: say('Toi', 'Vous'),
    changeReaders: 'Changer',
    readersLegend: 'Qui lira ceci ?',
    audienceSelf: 'Moi seulement',
    audienceSelfHint: 'Seulement sur cet appareil. Rien n’est envoyé.',
    audiencePair: (name) => `${name} et moi`,
    audienceGuides: 'Les guides',
    audienceCircle: 'Le cercle',
    audienceChosen: 'Des personnes que je choisis',
    cohort: 'Celles et ceux qui font ce chemin en même temps',

    // Challenge
    challenge: 'Défi du moment',
    challengeShort: 'Défi',
    challengeHint: 'Pas dans trois semaines : maintenant. Une phrase suffit.',
    challengeLabel: 'Qu’est-ce qui est difficile, là, maintenant ?',
    challengeSend: 'Poser ce défi',
    challenges: 'Défis du moment',
    challengesWaiting: (count) => plural(count, { one: say('Un défi t’attend', 'Un défi vous attend'), other: `${number(count)} ${say('défis t’attendent', 'défis vous attendent')}` }),
    replyPromise: (name, days) => plural(days, { one: `${name} répond sous un jour.`, other: `${name} répond sous ${number(days)} jours.` }),
    raisedAgo: (ago) => `posé ${/^\d/.test(ago) ? 'le ' : ''}${ago}`,
    challengeState: (state) =>
      ({ raised: 'attend un regard', seen: 'vu', accompanied: 'accompagné', passed: 'passé', learnt: 'source d’apprentissage', 'let-go': 'laissé' })[state] ?? state,
    replies: (count) => plural(count, { one: 'Une réponse', other: `${number(count)} réponses` }),
    reply: 'Répondre',
    replyTo: (name) => `Répondre à ${name}`,
    olderChallenges: (count) => plural(count, { one: 'Un défi plus ancien', other: `${number(count)} défis plus anciens` }),

    // Delivery
    waitingHere: 'sur cet appareil',
    sent: 'envoyé',
    readByNames: (names) => `lu par ${list(names)}`,
    seenByNames: (names) => `vu par ${list(names)}`,
    deviceOnly: 'sur cet appareil seulement',
    sentLate: 'envoyé plus tard',

    // Forum
    forum: 'Le forum',
    forumIntro: 'Peu de questions, et toujours un mot sur ce que les réponses sont devenues.',
    newTopic: 'Ouvrir un sujet',
    newTopicLabel: say('De quoi aimerais-tu parler ?', 'De quoi aimeriez-vous parler ?'),
    newTopicSend: 'Ouvrir ce sujet',
    forumEmpty: say('Pas encore de sujet. Un bon premier : ce que tu aimerais qu’on te demande.', 'Pas encore de sujet. Un bon premier : ce que vous aimeriez qu’on vous demande.'),
    forumEmptyGuest: say('Pas encore de sujet. Dès qu’il s’en ouvre un pour toi, il est ici.', 'Pas encore de sujet. Dès qu’il s’en ouvre un pour vous, il est ici.'),
    allTopics: 'Tous les sujets',
    voices: (names) => `Avec ${list(names)}`,
    pinned: 'épinglé',
    asks: 'demande à la cordée',
    hasNews: 'nouveau',
    topicState: (state) => ({ open: 'ouvert', synthesised: 'rassemblé', closed: 'clos' })[state] ?? state,
    topicGone: say('Ce sujet ne t’est plus ouvert.', 'Ce sujet ne vous est plus ouvert.'),
    topicClosed: 'Ce sujet est clos. Ce qui a été dit reste.',
    noVoiceYet: 'Pas encore de voix. La première est souvent celle qui aide le plus.',
    contributeLabel: say('Que dirais-tu ?', 'Que diriez-vous ?'),
    somebody: 'Quelqu’un de la cordée',
    withdrawn: 'Retiré par son auteur.',
    formMoment: 'Quand',
    formSaw: 'Ce que j’ai vu',
    formEffect: 'Ce que cela a fait',
    formNext: 'La prochaine fois',

    // Sync
    syncAll: 'Tout est envoyé',
    syncSyncing: 'Envoi…',
    syncStarting: 'On cherche les nouvelles…',
    syncOffline: say('Pas de réseau : tu peux continuer à écrire', 'Pas de réseau : vous pouvez continuer à écrire'),
    syncRetrying: 'Le serveur ne répond pas ; on réessaie',
    syncNeedsAuth: say('Reconnecte-toi, s’il te plaît ; rien n’est perdu', 'Reconnectez-vous, s’il vous plaît ; rien n’est perdu'),
    syncStopped: 'L’envoi s’est arrêté',
    pending: (count) => plural(count, { one: 'Un texte sur cet appareil, pas encore envoyé', other: `${number(count)} textes sur cet appareil, pas encore envoyés` }),
    syncedAgo: (ago) => `Dernières nouvelles ${ago}`,
    memoryOnly: say('Ce navigateur ne garde rien : ce qui n’est pas envoyé sera perdu quand tu quitteras la page.', 'Ce navigateur ne garde rien : ce qui n’est pas envoyé sera perdu quand vous quitterez la page.'),
    syncNow: 'Essayer maintenant',
    refusedTitle: (count) => plural(count, { one: 'Un texte n’a pas été accepté', other: `${number(count)} textes n’ont pas été acceptés` }),
    refusedReason: (reason) =>
      ({
        forbidden: say('Tu ne peux plus écrire à ces personnes.', 'Vous ne pouvez plus écrire à ces personnes.'),
        not_a_member: say('Tu n’es plus dans cette cordée.', 'Vous n’êtes plus dans cette cordée.'),
        space_gone: 'Ces personnes ne peuvent plus être jointes ici.',
        record_gone: 'Ce à quoi ce texte répondait a été retiré.',
        invalid: 'Sa forme ne permettait pas de le garder.',
        precondition: 'Quelqu’un l’a changé entre-temps.',
        quota: 'Il n’y a plus de place pour lui.',
        too_large: 'Il est trop long.',
        lost: 'Un texte plus récent a pris sa place.',
      })[reason] ?? 'Le serveur ne l’a pas gardé.',
    copyText: 'Copier le texte',
    copied: 'Copié',
    dismiss: 'Laisser partir',
  };
};
