import type { LaterMessages } from './en.js';
import type { Grammar } from '../grammar.js';

/** « de Marc », « d’Inès ». */
const of = (name: string): string => (/^[aeiouyhàâäéèêëîïôöùûü]/i.test(name) ? `d’${name}` : `de ${name}`);

/** « à 9:00 », « lundi à 9:00 ». */
const at = (time: string): string => time.replace(/(?<=^|\s)0?(?=\d)/, 'à ');

/** The French texts of what is opened from the first screen. They say *tu* or *vous* as the journey does, and give nobody a gender. */
export const fr = ({ address, list, number, plural }: Grammar): LaterMessages => {
  const say = (tu: string, vous: string): string => (address === 'tu' ? tu : vous);
  return {
    close: 'Fermer',
    cancel: 'Annuler',
    failure: (code) =>
      ({
        CORDEE_STORAGE_FULL: say(
          'Cet appareil est plein, plus rien ne peut y être gardé. Ton texte est encore là : copie-le avant de partir.',
          'Cet appareil est plein, plus rien ne peut y être gardé. Votre texte est encore là : copiez-le avant de partir.',
        ),
        CORDEE_STORAGE_BLOCKED: say(
          'Ce navigateur ne nous laisse rien garder. Ton texte est encore là : copie-le avant de partir.',
          'Ce navigateur ne nous laisse rien garder. Votre texte est encore là : copiez-le avant de partir.',
        ),
        CORDEE_PERMISSION_DENIED: say(
          'Tu ne peux plus écrire ici. Ton texte est encore là.',
          'Vous ne pouvez plus écrire ici. Votre texte est encore là.',
        ),
        CORDEE_SYNC_AUTH: say(
          'Reconnecte-toi, s’il te plaît. Ton texte est encore là.',
          'Reconnectez-vous, s’il vous plaît. Votre texte est encore là.',
        ),
        CORDEE_INPUT_INVALID: say(
          'Quelque chose dans ce texte n’est pas accepté. Il est encore là.',
          'Quelque chose dans ce texte n’est pas accepté. Il est encore là.',
        ),
      })[code] ??
      say(
        'Cela n’a pas marché. Ton texte est encore là : réessaie.',
        'Cela n’a pas marché. Votre texte est encore là : réessayez.',
      ),

    // Sync
    storageFull: say(
      'Cet appareil est plein : rien de nouveau n’y est gardé tant qu’il n’y a pas de place. Ce que tu avais écrit est à l’abri.',
      'Cet appareil est plein : rien de nouveau n’y est gardé tant qu’il n’y a pas de place. Ce que vous aviez écrit est à l’abri.',
    ),
    memoryOnly: say(
      'Ce navigateur ne garde rien : ce qui n’est pas envoyé sera perdu quand tu quitteras la page.',
      'Ce navigateur ne garde rien : ce qui n’est pas envoyé sera perdu quand vous quitterez la page.',
    ),
    outdated: say(
      'Une version plus récente est là : recharge la page, s’il te plaît.',
      'Une version plus récente est là : rechargez la page, s’il vous plaît.',
    ),

    // Journey
    journeys: say('Tes cordées', 'Vos cordées'),
    noJourneyTitle: say('Tu n’es dans aucune cordée ici', 'Vous n’êtes dans aucune cordée ici'),
    noJourneyText:
      'Un parcours appartient à qui grimpe. Personne d’autre ne le lit : l’entreprise ne voit que des totaux.',
    notArrived: say(
      'Tes cordées ne sont pas encore arrivées sur cet appareil. Elles apparaîtront dès que le serveur aura répondu.',
      'Vos cordées ne sont pas encore arrivées sur cet appareil. Elles apparaîtront dès que le serveur aura répondu.',
    ),
    openJourney: (name) => `Ouvrir la cordée ${of(name)}`,

    // Step
    why: 'Pourquoi',
    instructions: 'Que faire',
    doneWhen: 'C’est fait quand',
    coachGuide: say('Pour toi qui guides', 'Pour vous qui guidez'),
    variant: 'Sur mesure',
    begin: 'Je commence',
    finish: 'C’est fait',
    reopen: 'Rouvrir',
    moveFailed: (code) =>
      code === 'CORDEE_PERMISSION_DENIED'
        ? say('Ce n’est pas à toi de faire avancer cette étape.', 'Ce n’est pas à vous de faire avancer cette étape.')
        : say('Cela n’a pas marché : réessaie.', 'Cela n’a pas marché : réessayez.'),
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
    lettersLeft: (left) =>
      plural(left, { one: `Encore ${number(left)} caractère`, other: `Encore ${number(left)} caractères` }),
    lettersOver: (over) =>
      plural(over, { one: `${number(over)} caractère de trop`, other: `${number(over)} caractères de trop` }),
    textTooLong: (over, max) =>
      `C’est trop long de ${plural(over, { one: `${number(over)} caractère`, other: `${number(over)} caractères` })} : il y a de la place pour ${number(max)}. Rien n’a été coupé.`,
    textHeld: say(
      'Cette page a retenu ton texte. Il est encore là.',
      'Cette page a retenu votre texte. Il est encore là.',
    ),
    emptyMoment: say('Dis ce que tu as vu : une ligne suffit.', 'Dites ce que vous avez vu : une ligne suffit.'),
    draftRestored: (ago) =>
      say(
        `Ce que tu avais commencé ${/^\d/.test(ago) ? 'le ' : ''}${ago} est de retour.`,
        `Ce que vous aviez commencé ${/^\d/.test(ago) ? 'le ' : ''}${ago} est de retour.`,
      ),
    draftDiscard: 'Repartir de zéro',
    adviceMoment:
      'Ces mots disent comment est la personne. Ce qui aide le plus, c’est un moment : quand c’était, ce qui s’est vu, ce que cela a fait.',
    adviceTellMoment: 'Raconter le moment',
    sendAnyway: 'Envoyer quand même',
    hoursAway: (name, time, isZoneKnown) =>
      isZoneKnown
        ? `Pour ${name}, il est ${time}.`
        : `Il est ${time} en UTC : ce navigateur ne connaît pas le fuseau ${of(name)}.`,
    laterPromise:
      'Si le texte attend, il attend sur cet appareil, et part dès que cette page y est ouverte, à cette heure-là ou après.',
    sendAt: (time) => `Envoyer ${at(time)}, heure de là-bas`,
    keptForLater: 'Gardé sur cet appareil jusque-là.',
    // Time zone
    zone: (place, time) =>
      say(
        `Ton fuseau horaire : ${place}. Il\u00a0y\u00a0est\u00a0${time}.`,
        `Votre fuseau horaire : ${place}. Il\u00a0y\u00a0est\u00a0${time}.`,
      ),
    zoneUnknown: (name) =>
      say(
        `Ce navigateur ne connaît pas ton fuseau horaire, « ${name} » : tes heures s’affichent en UTC.`,
        `Ce navigateur ne connaît pas votre fuseau horaire, « ${name} » : vos heures s’affichent en UTC.`,
      ),
    zoneOfUnknown: 'fuseau inconnu ici, donc UTC',
    zoneHint: say(
      'Tes heures, les rappels de neuf heures et l’heure que les autres voient pour toi le suivent, dans toutes tes cordées.',
      'Vos heures, les rappels de neuf heures et l’heure que les autres voient pour vous le suivent, dans toutes vos cordées.',
    ),
    zoneHere: (place) => `Cet appareil est réglé sur un autre fuseau : ${place}.`,
    zoneTake: 'Prendre celui-ci',
    zoneChange: 'Choisir un autre fuseau',
    zoneLabel: 'Fuseau horaire',
    zoneSave: 'Garder ce fuseau',
    zoneSaved: say('C’est dit. Toutes tes cordées le sauront.', 'C’est dit. Toutes vos cordées le sauront.'),

    kindLegend: 'Ce que c’est',
    kind: (kind) =>
      ({
        advice: 'conseil',
        suggestion: 'suggestion',
        encouragement: 'encouragement',
        moment: 'un moment',
        story: 'récit',
        question: 'question',
        answer: 'réponse',
        learning: 'ce que j’emporte',
        synthesis: 'synthèse',
        practice: 'essayé',
        harvest: 'récolte',
      })[kind] ?? kind,

    // Who reads
    willRead: (names) => plural(names.length, { one: `${list(names)} lira ceci`, other: `${list(names)} liront ceci` }),
    reads: (names) => plural(names.length, { one: `${list(names)} lit ceci`, other: `${list(names)} lisent ceci` }),
    willReadSelf: say('Toi seulement : cela reste sur cet appareil', 'Vous seulement : cela reste sur cet appareil'),
    willReadNobody: 'Personne ne lit encore ceci',
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
    challengeLabel: 'Qu’est-ce qui est difficile, là, maintenant ?',
    challengeSend: 'Poser ce défi',
    reply: 'Répondre',
    replyTo: (name) => `Répondre à ${name}`,

    // Presence
    news: say('Depuis ton passage', 'Depuis votre passage'),
    newsMore: 'Montrer la suite',
    newsOf: (names, what) =>
      ({
        topic: plural(names.length, {
          one: `${list(names)} a ouvert un sujet`,
          other: `${list(names)} ont ouvert un sujet`,
        }),
        contribution: plural(names.length, { one: `${list(names)} a écrit`, other: `${list(names)} ont écrit` }),
        read: plural(names.length, {
          one: say(`${list(names)} a lu tes mots`, `${list(names)} a lu vos mots`),
          other: say(`${list(names)} ont lu tes mots`, `${list(names)} ont lu vos mots`),
        }),
        served: say(`Tes mots ont servi à ${list(names)}`, `Vos mots ont servi à ${list(names)}`),
      })[what] ?? list(names),
    laterTitle: 'Attend le matin de qui lira',
    laterAt: (time) => `Quittera cet appareil ${at(time)} ici, ou dès que cette page y sera ouverte ensuite`,
    laterNow: 'Envoyer maintenant',
    laterForget: 'Laisser partir',

    // Thread
    momentOf: (what) =>
      ({ challenge: 'pose un défi', topic: 'ouvre un sujet', answer: 'dans une étape', reply: 'sous un défi' })[what] ??
      '',
    olderMoments: (count) =>
      plural(count, { one: 'Un moment plus ancien', other: `${number(count)} moments plus anciens` }),

    // Forum
    forum: 'Le forum',
    forumIntro: 'Peu de questions, et toujours un mot sur ce que les réponses sont devenues.',
    newTopic: 'Ouvrir un sujet',
    newTopicLabel: say('De quoi aimerais-tu parler ?', 'De quoi aimeriez-vous parler ?'),
    newTopicSend: 'Ouvrir ce sujet',
    forumEmpty: say(
      'Pas encore de sujet. Un bon premier : ce que tu aimerais qu’on te demande.',
      'Pas encore de sujet. Un bon premier : ce que vous aimeriez qu’on vous demande.',
    ),
    forumEmptyGuest: say(
      'Pas encore de sujet. Dès qu’il s’en ouvre un pour toi, il est ici.',
      'Pas encore de sujet. Dès qu’il s’en ouvre un pour vous, il est ici.',
    ),
    allTopics: 'Tous les sujets',
    voices: (names) => `Avec ${list(names)}`,
    pinned: 'épinglé',
    asks: 'demande à la cordée',
    hasNews: 'nouveau',
    topicState: (state) => ({ open: 'ouvert', synthesised: 'rassemblé', closed: 'clos' })[state] ?? state,
    topicGone: say('Ce sujet ne t’est plus ouvert.', 'Ce sujet ne vous est plus ouvert.'),
    topicClosed: 'Ce sujet est clos. Ce qui a été dit reste.',
    journeyEnded: 'Le parcours est terminé. Ce qui a été dit reste ; rien de nouveau ne commence ici.',
    noVoiceYet: 'Pas encore de voix. La première est souvent celle qui aide le plus.',
    earlierVoices: 'Les voix d’avant',
    beforeThese: (count) =>
      plural(count, {
        one: `${count === 0 ? 'aucune' : 'une'} avant celles-ci`,
        other: `${number(count)} avant celles-ci`,
      }),
    olderTopics: 'Les sujets d’avant',
    contributeLabel: say('Que dirais-tu ?', 'Que diriez-vous ?'),
    ownWords: say('Tes mots', 'Vos mots'),
    othersWords: 'Qui lit ceci',
    narrowHint:
      'Pour que d’autres lisent ceci à nouveau, il faudra l’accord de qui l’a écrit et de la personne accompagnée.',
    widenHint: (names) =>
      names.length === 0
        ? 'Qui viendra plus tard le lira aussi.'
        : plural(names.length, {
            one: `${list(names)} le lira aussi. Ce qui a été répondu garde ses lecteurs.`,
            other: `${list(names)} le liront aussi. Ce qui a été répondu garde ses lecteurs.`,
          }),
    widenDo: 'Laisser lire aussi',
    widenOutside: say(
      'Ces personnes ne voient pas ce à quoi ceci répond : choisis parmi celles qui le voient.',
      'Ces personnes ne voient pas ce à quoi ceci répond : choisissez parmi celles qui le voient.',
    ),
    askHint: (names, askedNames) =>
      `${list(names)} ${plural(names.length, { one: 'le lira', other: 'le liront' })} aussi, si ${list(askedNames)} ${plural(askedNames.length, { one: 'dit', other: 'disent' })} oui.`,
    askDo: (names) => `Demander à ${list(names)}`,
    askReason: say('Pourquoi, si tu veux le dire', 'Pourquoi, si vous voulez le dire'),
    asked: 'C’est demandé. Rien ne change d’ici là.',
    narrowNotYours:
      'Seules la personne qui l’a écrit et celle qui est accompagnée peuvent le laisser lire à moins de monde.',
    requests: 'Ouvrir la lecture ?',
    requestBy: (name, names, whose) =>
      `${name} aimerait que ${list(names)} ${plural(names.length, { one: 'lise', other: 'lisent' })} aussi ${whose === undefined ? say('tes mots', 'vos mots') : `les mots ${of(whose)}`}.`,
    requestOwn: (names, whose) =>
      `${say('Tu as demandé', 'Vous avez demandé')} que ${list(names)} ${plural(names.length, { one: 'lise', other: 'lisent' })} aussi ${whose === undefined ? say('tes mots', 'vos mots') : `les mots ${of(whose)}`}.`,
    requestYes: 'Oui, laisser lire',
    requestNo: 'Non, garder ainsi',
    requestSaidYes: 'C’est oui.',
    requestSaidNo: 'Tout reste ainsi.',
    requestWaits: (names) => `On attend le oui ${of(list(names))}.`,
    requestDeclined: (names) =>
      plural(names.length, {
        one: `${list(names)} préfère que cela reste ainsi.`,
        other: `${list(names)} préfèrent que cela reste ainsi.`,
      }),
    requestTakeBack: 'Reprendre la demande',
    requestTakenBack: 'La demande est reprise.',
    requestSeen: 'Entendu',
    oneByOneHint: say(
      'Garde les personnes qui lisent déjà, et ajoutes-en d’autres ; il sera temps ensuite d’en retirer.',
      'Gardez les personnes qui lisent déjà, et ajoutez-en d’autres ; il sera temps ensuite d’en retirer.',
    ),
    narrowDo: 'Ne laisser lire que ces personnes',
    narrowDone: 'C’est fait, dès que le serveur le sait.',
    withdraw: 'Retirer ces mots',
    withdrawAsk: 'Ils quittent tous les appareils. Il restera seulement « retiré par son auteur ».',
    withdrawDo: 'Les retirer',
    leave: 'Quitter cette cordée',
    leaveAsk: (name) =>
      say(
        `Tu ne liras plus rien ici, et ${name} verra ton départ. Tes mots peuvent rester, ou partir avec toi.`,
        `Vous ne lirez plus rien ici, et ${name} verra votre départ. Vos mots peuvent rester, ou partir avec vous.`,
      ),
    leaveDo: 'Quitter',
    leaveAndWithdraw: 'Quitter et effacer mes mots',
    leaveDone: 'C’est fait. Cette cordée quittera cet appareil dès que le serveur le saura. Merci d’y avoir été.',
    formMoment: 'Quand',
    formSaw: 'Ce que j’ai vu',
    formEffect: 'Ce que cela a fait',
    formNext: 'La prochaine fois',
    formMomentHint: 'Un jour, un lieu : « mardi, en réunion ».',
    formSawHint: 'Ce qu’une caméra aurait vu ou entendu.',
    formEffectHint: 'Sur soi, sur les autres, sur le travail.',
    formNextHint: 'Une chose à essayer, ou à garder.',

    // Sync
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
        erased:
          'Ce qui avait été écrit ici n’était encore nulle part ailleurs, et le navigateur l’a effacé de cet appareil.',
      })[reason] ?? 'Le serveur ne l’a pas gardé.',
    refusedTitle: (count) =>
      plural(count, { one: 'Un texte n’a pas été accepté', other: `${number(count)} textes n’ont pas été acceptés` }),
    sendAgain: 'Renvoyer',
    sendToOthers: 'L’envoyer à d’autres',
    sendToThese: 'L’envoyer à ces personnes',
    resendFailed: (code) =>
      ({
        CORDEE_PERMISSION_DENIED: say(
          'Là où tu es, ces personnes ne peuvent plus être jointes. Choisis-en d’autres, ou copie le texte.',
          'Là où vous êtes, ces personnes ne peuvent plus être jointes. Choisissez-en d’autres, ou copiez le texte.',
        ),
        CORDEE_INPUT_INVALID: say(
          'Ces personnes, ou ce à quoi le texte répondait, ne sont plus là. Choisis d’autres personnes, ou copie le texte.',
          'Ces personnes, ou ce à quoi le texte répondait, ne sont plus là. Choisissez d’autres personnes, ou copiez le texte.',
        ),
      })[code] ??
      say(
        'Cela n’a pas marché. Le texte est encore là : réessaie.',
        'Cela n’a pas marché. Le texte est encore là : réessayez.',
      ),
    copyText: 'Copier le texte',
    copied: 'Copié',
    dismiss: 'Laisser partir',
  };
};
