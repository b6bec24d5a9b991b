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

    // Hours
    hours: say('Quand t’écrire', 'Quand vous écrire'),
    hoursIntro: say(
      'Qui t’écrit à un autre moment voit quelle heure il est pour toi, et peut attendre ton matin. Rien n’est retenu.',
      'Qui vous écrit à un autre moment voit quelle heure il est pour vous, et peut attendre votre matin. Rien n’est retenu.',
    ),
    hoursSentence: (days, from, to) => `${days.charAt(0).toLocaleUpperCase('fr')}${days.slice(1)}, de ${from} à ${to}`,
    hoursFromDay: (first, last) => `du ${first} au ${last}`,
    hoursEveryDay: 'tous les jours',
    hoursUsual: 'C’est ce que l’on suppose tant que rien d’autre n’est dit.',
    hoursChange: 'Changer ces heures',
    hoursDays: 'Les jours',
    hoursFrom: 'De',
    hoursTo: 'À',
    hoursSave: 'Garder ces heures',
    hoursForget: 'Revenir à l’usage',
    hoursSaved: 'C’est dit. Toute la cordée le saura.',
    hoursNoDay: say('Choisis au moins un jour.', 'Choisissez au moins un jour.'),
    hoursOrder: 'La journée doit finir après avoir commencé.',

    // Goals
    goals: 'Ce que je vise',
    goalsOf: (name) => `Ce que vise ${name}`,
    goalsIntro:
      'La personne et son coach disent, chacun de son côté, ce qu’ils en voient. Un écart vaut une conversation.',
    goalsEmpty: say(
      'Pas encore d’objectif. Commence par un seul : qu’aimerais-tu savoir faire, et à quoi le verrait-on ?',
      'Pas encore d’objectif. Commencez par un seul : qu’aimeriez-vous savoir faire, et à quoi le verrait-on ?',
    ),
    goalsEmptyGuest: say(
      'Aucun objectif n’a encore été partagé avec toi.',
      'Aucun objectif n’a encore été partagé avec vous.',
    ),
    newGoal: 'Poser un objectif',
    goalProposals: say(
      'Ce parcours propose ceux-ci. Prends-en un tel quel, ou fais-en tes propres mots.',
      'Ce parcours propose ceux-ci. Prenez-en un tel quel, ou faites-en vos propres mots.',
    ),
    takeProposal: (title) => `Partir de « ${title} »`,
    goalTitle: say('Que veux-tu savoir faire ?', 'Que voulez-vous savoir faire ?'),
    goalTitleHint: say(
      'Avec tes mots, comme tu le dirais à quelqu’un de proche.',
      'Avec vos mots, comme vous le diriez à quelqu’un de proche.',
    ),
    goalLevels: 'À quoi le reconnaîtra-t-on ?',
    goalLevelsHint: say(
      'Commence par le milieu : ce que tu espères vraiment. Puis ce qui serait mieux, et ce qui serait moins bien. Dis ce que quelqu’un pourrait voir.',
      'Commencez par le milieu : ce que vous espérez vraiment. Puis ce qui serait mieux, et ce qui serait moins bien. Dites ce que quelqu’un pourrait voir.',
    ),
    goalLevel: (level) =>
      ({
        '2': 'Bien au-delà de mes espoirs',
        '1': 'Mieux que je ne l’espère',
        '0': 'Ce que j’espère',
        '-1': 'Un peu en deçà',
        '-2': 'Encore loin',
      })[level] ?? level,
    goalLevelShort: (level) =>
      ({ '2': 'bien au-delà', '1': 'au-delà', '0': 'comme espéré', '-1': 'en deçà', '-2': 'encore loin' })[level] ??
      level,
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
    rateHint: say(
      'Choisis la phrase qui convient aujourd’hui. L’autre le dira de son côté.',
      'Choisissez la phrase qui convient aujourd’hui. L’autre le dira de son côté.',
    ),
    rateMoment: 'Qu’est-ce qui le montre ?',
    rateMomentHint: 'Un moment, une phrase.',
    rateSave: 'C’est là que je le vois',
    rateMissing: say(
      'Choisis d’abord le niveau qui convient aujourd’hui.',
      'Choisissez d’abord le niveau qui convient aujourd’hui.',
    ),
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
          ? plural(steps, {
              one: 'Un niveau gagné depuis le départ',
              other: `${number(steps)} niveaux gagnés depuis le départ`,
            })
          : plural(-steps, {
              one: 'Un niveau perdu depuis le départ',
              other: `${number(-steps)} niveaux perdus depuis le départ`,
            }),
    chartLabel: (title, sides) => `Dessin : ${title}. ${sides.join(' ')}`,
    chartSide: (name, from, to) =>
      from === to ? `${name} : ${to}, du début à la fin.` : `${name} : de « ${from} » à « ${to} ».`,
    chartFailed: 'Le dessin n’a pas pu être chargé. Tout ce qui a été vu est dans la liste.',
    history: (count) =>
      plural(count, {
        one: 'La seule fois où l’on y a regardé',
        other: `Les ${number(count)} fois où l’on y a regardé`,
      }),
    attainment: 'Tous les objectifs ensemble',
    attainmentHint: say(
      '50, c’est « comme espéré » partout, selon ce que chacun compte et sa pente. Cela te compare à toi-même ; toi et ton coach êtes seuls à le voir.',
      '50, c’est « comme espéré » partout, selon ce que chacun compte et sa pente. Cela vous compare à vous-même ; vous et votre coach êtes seuls à le voir.',
    ),
    attainmentHintGuide:
      '50, c’est « comme espéré » partout, selon ce que chacun compte et sa pente. Cela compare une personne à elle-même ; seuls cette personne et son coach le voient.',
    attainmentStart: (value) => `au départ ${number(value)}`,
    attainmentSide: (name, value) => `${name} ${number(value)}`,
    goalReadBy: (names) =>
      names.length === 0
        ? say('Personne d’autre que toi ne lit cet objectif', 'Personne d’autre que vous ne lit cet objectif')
        : plural(names.length, { one: `${list(names)} lit cet objectif`, other: `${list(names)} lisent cet objectif` }),

    // Served
    servedMe: 'Ceci m’a servi',
    servedWhat: 'Qu’est-ce que cela a donné ?',
    servedReaders: (names) =>
      names.length === 0
        ? 'Une phrase suffit.'
        : `${plural(names.length, { one: `${list(names)} lira cette phrase.`, other: `${list(names)} liront cette phrase.` })} Une seule suffit.`,
    servedSay: 'Le dire en retour',
    servedEmpty: say('Dis en quelques mots à quoi cela a servi.', 'Dites en quelques mots à quoi cela a servi.'),
    servedSaid: 'C’est dit.',
    servedYou: say('Ce que cela a donné pour toi :', 'Ce que cela a donné pour vous :'),
    servedBy: (name) => `Ce que cela a donné pour ${name} :`,
    servedTakeBack: 'Reprendre',
    myWords: 'Ce que sont devenus mes mots',
    myWordsEmpty: say(
      'Tu n’as pas encore donné de mots ici. Quand ce sera fait, c’est ici que tu liras ce qu’ils sont devenus.',
      'Vous n’avez pas encore donné de mots ici. Quand ce sera fait, c’est ici que vous lirez ce qu’ils sont devenus.',
    ),
    myWordsGathered: (names) => `repris par ${list(names)}`,
    myWordsWait: 'En chemin. Il faut parfois des semaines pour que des mots servent.',

    // Circle
    circleTitle: 'Qui est dans la cordée',
    circleIntro: say(
      'On y lit ce que tu ouvres, et rien d’autre. Tu peux mettre quelqu’un au repos, ou l’en retirer, quand tu veux.',
      'On y lit ce que vous ouvrez, et rien d’autre. Vous pouvez mettre quelqu’un au repos, ou l’en retirer, quand vous voulez.',
    ),
    circleIntroGuest: say(
      'Ici, on est là parce qu’on y a été convié. Tu peux souffler, ou partir, quand tu veux.',
      'Ici, on est là parce qu’on y a été convié. Vous pouvez souffler, ou partir, quand vous voulez.',
    ),
    circleGone: say('Tu n’es plus dans cette cordée.', 'Vous n’êtes plus dans cette cordée.'),
    circleHint: (hint) =>
      ({
        nobody: say(
          'En dehors de tes guides, personne ne grimpe encore avec toi. Quel regard te ferait du bien ? Une seule personne, c’est un début.',
          'En dehors de vos guides, personne ne grimpe encore avec vous. Quel regard vous ferait du bien ? Une seule personne, c’est un début.',
        ),
        few: 'Un seul regard voit un seul côté. Un deuxième verrait ce que le premier ne voit pas.',
        'no-outside': say(
          'Tout le monde ici connaît ton entreprise de l’intérieur. Quelqu’un qui ne lui doit rien verrait autre chose.',
          'Tout le monde ici connaît votre entreprise de l’intérieur. Quelqu’un qui ne lui doit rien verrait autre chose.',
        ),
        'no-inside': say(
          'Personne ici ne te voit au travail. Quelqu’un de l’équipe remarquerait ce qui change un jour ordinaire.',
          'Personne ici ne vous voit au travail. Quelqu’un de l’équipe remarquerait ce qui change un jour ordinaire.',
        ),
        alike: say(
          'Ces personnes te connaissent toutes du même endroit. Quelqu’un de tout autre poserait une autre question.',
          'Ces personnes vous connaissent toutes du même endroit. Quelqu’un de tout autre poserait une autre question.',
        ),
      })[hint] ?? '',
    fromOutside: 'hors de l’entreprise',
    placeRests: 'au repos',
    restMyself: 'Souffler un peu',
    backMyself: 'Me revoilà',
    pausePlace: 'Mettre au repos',
    pausePlaceOf: (name) => `Mettre au repos : ${name}`,
    resumePlace: 'Faire revenir',
    resumePlaceOf: (name) => `Faire revenir : ${name}`,
    removePlaceOf: (name) => `Retirer ${name} de la cordée`,
    placePaused: (name, isMe) =>
      isMe
        ? say('Te voilà au repos : rien ne t’arrive plus.', 'Vous voilà au repos : rien ne vous arrive plus.')
        : `${name} est au repos : plus rien de nouveau ne lui parvient.`,
    placeBack: (name, isMe) => (isMe ? say('Te revoilà.', 'Vous revoilà.') : `${name} est de retour dans la cordée.`),
    placeRemoved: (name) => `${name} n’est plus dans la cordée : plus rien ne lui parvient. Ses mots restent.`,

    // Pace
    pace: 'L’allure',
    paceState: (state) =>
      ({
        proposed: 'Ce parcours se prépare.',
        active: say('Le parcours avance, à ton allure.', 'Le parcours avance, à votre allure.'),
        closing: 'Le parcours touche à sa fin : c’est le moment de regarder derrière soi.',
        closed: say(
          'Le parcours est terminé. Tout ce qui est à toi reste lisible, et tu peux l’emporter.',
          'Le parcours est terminé. Tout ce qui est à vous reste lisible, et vous pouvez l’emporter.',
        ),
        stopped: say(
          'Le parcours s’est arrêté. Tout ce qui est à toi reste lisible.',
          'Le parcours s’est arrêté. Tout ce qui est à vous reste lisible.',
        ),
      })[state] ?? '',
    paceRests: 'Le parcours se repose. Rien n’est en retard, et personne n’attend.',
    paceRestsUntil: (day) => `Le parcours se repose jusqu’au ${day}. Rien n’est en retard, et personne n’attend.`,
    paceOver: say(
      'Le jour auquel tu pensais est arrivé. On reprend ? Ou encore un peu de repos : tu ne dois rien à personne.',
      'Le jour auquel vous pensiez est arrivé. On reprend ? Ou encore un peu de repos : vous ne devez rien à personne.',
    ),
    paceOffer: (what) =>
      ({ pause: 'Faire une pause', conclude: 'Entamer la fin', close: 'Clore le parcours', stop: 'S’arrêter là' })[
        what
      ] ?? '',
    paceExplained: (what, isOwn) =>
      ({
        pause: say(
          'Le chemin t’attend : chaque étape qui n’est pas faite se décale d’autant. Personne ne recevra de rappel.',
          'Le chemin vous attend : chaque étape qui n’est pas faite se décale d’autant. Personne ne recevra de rappel.',
        ),
        conclude: say(
          'Les dernières semaines commencent : le temps de regarder en arrière, de remercier, de choisir ce que tu emportes.',
          'Les dernières semaines commencent : le temps de regarder en arrière, de remercier, de choisir ce que vous emportez.',
        ),
        close: say(
          'Plus rien de nouveau ne s’écrira ici. Tout reste lisible, et tu peux tout emporter.',
          'Plus rien de nouveau ne s’écrira ici. Tout reste lisible, et vous pouvez tout emporter.',
        ),
        stop: isOwn
          ? say(
              'Le parcours s’arrête ici. Tu ne dois de raison à personne. Tout reste lisible, et tu peux tout emporter.',
              'Le parcours s’arrête ici. Vous ne devez de raison à personne. Tout reste lisible, et vous pouvez tout emporter.',
            )
          : 'Le parcours s’arrête ici pour cette personne et sa cordée. Tout reste lisible. Mieux vaut le lui dire d’abord.',
      })[what] ?? '',
    paceHowLong: 'Combien de temps, à peu près ?',
    paceUntil: (days, day) =>
      days === 30
        ? `un mois, jusqu’au ${day}`
        : days === 14
          ? `deux semaines, jusqu’au ${day}`
          : `une semaine, jusqu’au ${day}`,
    paceOpenEnd: 'Je ne sais pas encore',
    paceReason: say('Qu’aimerais-tu en dire ?', 'Qu’aimeriez-vous en dire ?'),
    paceDo: (what) =>
      ({ pause: 'Souffler', conclude: 'Entamer la fin', close: 'Clore', stop: 'Arrêter le parcours' })[what] ?? '',
    paceDone: (what) =>
      ({
        pause: say('Repose-toi bien. Le chemin attend.', 'Reposez-vous bien. Le chemin attend.'),
        conclude: say('La fin commence. Prends ton temps.', 'La fin commence. Prenez votre temps.'),
        close: say('C’est terminé. Regarde comme c’est loin.', 'C’est terminé. Regardez comme c’est loin.'),
        stop: say('C’est arrêté. Ce que tu as vécu reste à toi.', 'C’est arrêté. Ce que vous avez vécu reste à vous.'),
      })[what] ?? '',
    paceResume: 'Reprendre le chemin',
    paceResumed: say(
      'En route. Les étapes n’ont pas bougé sans toi.',
      'En route. Les étapes n’ont pas bougé sans vous.',
    ),

    paceReopen: 'Rouvrir le parcours',
    paceReopensUntil: (day) => say(`Tu peux le rouvrir jusqu’au ${day}.`, `Vous pouvez le rouvrir jusqu’au ${day}.`),
    paceReopened: 'Le parcours est rouvert. Ce qui restait à faire a été décalé d’autant.',

    // Plans
    plans: 'Si… alors…',
    plansIntro:
      'Pour le moment où c’est difficile : un signe, et ce que je fais alors. Décidé d’avance, on s’y tient plus souvent.',
    plansEmpty: say(
      'Pas encore de plan. Prends un moment qui revient : quel en est le signe, et qu’aimerais-tu faire alors ?',
      'Pas encore de plan. Prenez un moment qui revient : quel en est le signe, et qu’aimeriez-vous faire alors ?',
    ),
    newPlan: 'Faire un plan',
    takePlan: (sign) => `Partir de « ${sign} »`,
    planHint: 'Plus le signe est net, mieux cela marche : quelque chose qui se voit, s’entend ou se sent.',
    planIf: 'Si ceci arrive…',
    planThen: '… alors je fais cela',
    planMake: 'C’est mon plan',
    planMade: say('Ton plan est fait.', 'Votre plan est fait.'),
    planReadBy: (names) =>
      names.length === 0
        ? 'personne d’autre ne le lit'
        : plural(names.length, { one: `${list(names)} le lit`, other: `${list(names)} le lisent` }),
    planTried: (count, last) =>
      count === 0
        ? 'pas encore essayé'
        : plural(count, { one: 'essayé une fois', other: `essayé ${number(count)} fois` }) +
          (last === 'worked' ? ', et la dernière a marché' : last === 'failed' ? ', pas la dernière' : ''),
    planWorked: 'Je l’ai fait',
    planFailed: 'Pas cette fois',
    planDrop: 'Laisser tomber',
    planDropped: 'Le plan est laissé de côté.',
    planMadeAgain: 'Il est de retour, avec ce qui en avait été noté.',
    planNotedWorked: 'C’est noté : cela a marché.',
    planNotedFailed: 'C’est noté. Avoir vu le signe, c’est déjà quelque chose.',

    // Events
    events: 'Les temps forts',
    eventsIntro: say(
      'Ce que l’entreprise organise, préparé pour que ce soit à toi, récolté pour que cela reste.',
      'Ce que l’entreprise organise, préparé pour que ce soit à vous, récolté pour que cela reste.',
    ),
    eventsPast: (count, isAsking) =>
      plural(count, { one: '1 temps fort passé', other: `${number(count)} temps forts passés` }) +
      (isAsking ? ' · il reste quelque chose à noter' : ''),
    eventsEmpty: say(
      'Rien n’est annoncé. Quand quelque chose le sera, c’est ici que tu t’y prépareras.',
      'Rien n’est annoncé. Quand quelque chose le sera, c’est ici que vous vous y préparerez.',
    ),
    eventWhen: (inDays, days) => {
      if (inDays > 1) return `Dans ${number(inDays)} jours.`;
      if (inDays === 1) return 'Demain.';
      if (inDays === 0) return days > 1 ? 'En ce moment.' : 'Aujourd’hui.';
      return inDays === -1 ? 'Hier.' : `Il y a ${number(-inDays)} jours.`;
    },
    eventCancelled: say('C’est annulé. Ce que tu as écrit reste.', 'C’est annulé. Ce que vous avez écrit reste.'),
    eventPart: (part) => ({ prepare: 'Avant', harvest: 'Après', transfer: 'Trois semaines après' })[part] ?? part,
    activityOn: (day) => `le ${day}`,
    activityDone: 'c’est écrit',
    activityWrite: (part, isDone) =>
      isDone ? 'Écrire encore' : part === 'prepare' ? 'Préparer' : part === 'harvest' ? 'Récolter' : 'Faire le point',
    transferTitle: 'Est-ce que cela sert ?',
    transferAsk: say(
      'Ce que tu en avais retenu : qu’est-ce que c’est devenu ?',
      'Ce que vous en aviez retenu : qu’est-ce que c’est devenu ?',
    ),
    transferOutcome: (outcome) =>
      ({ used: 'Je m’en sers', 'not-used': 'Pas encore', dropped: 'J’ai laissé tomber' })[outcome] ?? outcome,
    transferWay: 'Qu’est-ce qui a gêné ?',
    transferObstacle: (obstacle) =>
      ({
        'no-time': 'pas le temps',
        'no-occasion': 'pas l’occasion',
        'no-support': 'personne avec qui',
        'not-useful': 'cela ne servait à rien',
        'too-hard': 'c’était trop difficile',
        other: 'autre chose',
      })[obstacle] ?? obstacle,
    transferNote: 'En une phrase',
    transferMissing: say('Choisis d’abord ce que c’est devenu.', 'Choisissez d’abord ce que c’est devenu.'),
    transferSay: 'Le dire',
    transferSaid: 'C’est dit. Revenir voir, c’est déjà s’en servir.',

    // Export
    takeAll: 'Tout emporter',
    takeAllIntro: say(
      'Un seul fichier avec tout ce qui est à toi : une page à lire dans n’importe quel navigateur, la même chose pour les programmes, et les dates. Il se fait sur cet appareil et n’est envoyé nulle part.',
      'Un seul fichier avec tout ce qui est à vous : une page à lire dans n’importe quel navigateur, la même chose pour les programmes, et les dates. Il se fait sur cet appareil et n’est envoyé nulle part.',
    ),
    takeAllDo: 'Tout emporter',
    takeAllMaking: 'On fait le sac…',
    takeAllDone: 'Le voici :',
    takeAllFailed: say(
      'Cela n’a pas marché. Rien n’est perdu : réessaie.',
      'Cela n’a pas marché. Rien n’est perdu : réessayez.',
    ),
    bringBack: say('Reprendre ce que tu gardais pour toi', 'Reprendre ce que vous gardiez pour vous'),
    bringBackIntro: say(
      'D’un fichier que tu as emporté : tes réponses privées et tes brouillons reviennent sur cet appareil. Rien n’est envoyé, et rien de ce qui est ici n’est remplacé.',
      'D’un fichier que vous avez emporté : vos réponses privées et vos brouillons reviennent sur cet appareil. Rien n’est envoyé, et rien de ce qui est ici n’est remplacé.',
    ),
    bringBackDoing: 'On défait le sac…',
    broughtBack: (restored, kept) =>
      [
        restored === 0
          ? 'Il ne manquait rien ici.'
          : plural(restored, {
              one: 'Un texte est revenu sur cet appareil.',
              other: `${number(restored)} textes sont revenus sur cet appareil.`,
            }),
        kept === 0
          ? ''
          : plural(kept, {
              one: restored === 0 ? 'Un texte y était déjà.' : 'Un autre y était déjà.',
              other: `${number(kept)} y étaient déjà.`,
            }),
      ]
        .filter(Boolean)
        .join(' '),
    bringBackNothing: 'Ce fichier ne contient rien de privé.',
    bringBackWrong:
      'Ce fichier ne peut pas servir ici : il ne vient pas de ce parcours, quelqu’un d’autre l’a fait, ou il a été modifié depuis. Rien n’a changé sur cet appareil.',

    // Invite
    invite: 'Convier quelqu’un',
    inviteIntro: say(
      'C’est toi qui l’écris. On y répond par un seul lien, sans compte, et l’on n’y lit que ce que tu ouvres au cercle.',
      'C’est vous qui l’écrivez. On y répond par un seul lien, sans compte, et l’on n’y lit que ce que vous ouvrez au cercle.',
    ),
    inviteFrom: (profile) => `Partir de : ${profile}`,
    inviteWords: say('Tes mots', 'Vos mots'),
    inviteHope: 'Ce que j’en espère',
    inviteOffer: 'Ce que j’offre en retour',
    inviteHome: say('D’où cette personne te connaît-elle ?', 'D’où cette personne vous connaît-elle ?'),
    inviteHomeOf: (home) => (home === 'outside' ? 'hors de l’entreprise, qui n’en saura rien' : 'dans l’entreprise'),
    inviteMake: 'Faire le lien',
    inviteAdded: say('C’est ajouté à la suite de tes mots.', 'C’est ajouté à la suite de vos mots.'),
    inviteOpens: (page) => `Il ouvre ${page}.`,
    inviteOnline: say(
      'Il faut du réseau pour faire un lien. Tes mots restent là.',
      'Il faut du réseau pour faire un lien. Vos mots restent là.',
    ),
    inviteMade: say(
      'Voici le lien, pour une seule personne. Il vaut sept jours et ne se montre que maintenant : copie-le, et envoie-le comme tu as l’habitude de lui parler.',
      'Voici le lien, pour une seule personne. Il vaut sept jours et ne se montre que maintenant : copiez-le, et envoyez-le comme vous avez l’habitude de lui parler.',
    ),
    inviteCopy: 'Copier le lien',
    inviteCopied: 'C’est copié.',
    inviteUnderWay: 'En chemin',
    inviteState: (state, name) =>
      ({
        sent: 'pas encore ouvert',
        opened: 'ouvert, sans réponse encore',
        accepted: name === '' ? 'accepté' : `${name} est là`,
        declined: 'pas cette fois',
        expired: 'hors délai',
        revoked: 'repris',
      })[state] ?? state,
    inviteRevoke: 'Reprendre',
  };
};
