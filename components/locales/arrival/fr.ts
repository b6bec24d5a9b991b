import type { Grammar } from '../grammar.js';
import type { ArrivalMessages } from './en.js';

/** The French texts of the door for those who come by a link. */
export const fr = ({ address, number, plural }: Grammar): ArrivalMessages => {
  const say = (tu: string, vous: string): string => (address === 'tu' ? tu : vous);
  return {
    arrivalEyebrow: 'Une invitation',
    arrivalTitle: (name) =>
      say(`${name} aimerait t’avoir dans sa cordée`, `${name} aimerait vous avoir dans sa cordée`),
    arrivalHope: 'Mon espoir :',
    arrivalOffer: 'En retour :',
    arrivalPromise: (name) =>
      say(
        `Ni compte ni mot de passe. Tu ne lis que ce que ${name} t’ouvre, et l’entreprise n’en lit rien. Tu peux partir à tout moment, et reprendre tes mots.`,
        `Ni compte ni mot de passe. Vous ne lisez que ce que ${name} vous ouvre, et l’entreprise n’en lit rien. Vous pouvez partir à tout moment, et reprendre vos mots.`,
      ),
    arrivalName: say('Quel est ton prénom ici ?', 'Quel est votre prénom ici ?'),
    arrivalNameMissing: 'Un prénom suffit.',
    arrivalNameUnfit: say(
      'Ce nom ne peut pas s’afficher tel quel. Écris-le avec des lettres.',
      'Ce nom ne peut pas s’afficher tel quel. Écrivez-le avec des lettres.',
    ),
    arrivalNameTooLong: (over, max) =>
      `C’est trop long de ${plural(over, { one: `${number(over)} caractère`, other: `${number(over)} caractères` })} : il y a de la place pour ${number(max)}.`,
    arrivalAccept: 'J’accepte',
    arrivalDecline: 'Non, merci',
    arrivalProblem: say(
      'Cela n’est pas passé. Rien n’est perdu : réessaie.',
      'Cela n’est pas passé. Rien n’est perdu : réessayez.',
    ),
    arrivalRefused: (name) =>
      say(
        `Le serveur n’a pas accepté cette réponse. Essaie un autre prénom ; si cela ne suffit pas, préviens ${name}. Le lien, lui, est toujours ouvert.`,
        `Le serveur n’a pas accepté cette réponse. Essayez un autre prénom ; si cela ne suffit pas, prévenez ${name}. Le lien, lui, est toujours ouvert.`,
      ),
    arrivalNoZone: say(
      'Ce navigateur ne dit pas dans quel fuseau horaire tu es : tes heures seront en UTC, tant que tu n’auras pas choisi le tien.',
      'Ce navigateur ne dit pas dans quel fuseau horaire vous êtes : vos heures seront en UTC, tant que vous n’aurez pas choisi le vôtre.',
    ),
    arrivalClosedTitle: 'Ce lien est fermé',
    arrivalClosed:
      'Il a servi, il a été repris, ou il a attendu trop longtemps. Qui l’a envoyé peut en envoyer un autre.',
    arrivalNobodyTitle: 'Pas encore de cordée sur cet appareil',
    arrivalNobody: say(
      'Ouvre le lien que tu as reçu. S’il a servi sur un autre appareil, demande-en un autre pour celui-ci.',
      'Ouvrez le lien que vous avez reçu. S’il a servi sur un autre appareil, demandez-en un autre pour celui-ci.',
    ),
    arrivalDeclinedTitle: 'Merci de l’avoir dit',
    arrivalDeclined: say(
      'Ta réponse est partie. Rien de toi n’est gardé ici. Tant que l’invitation court, le même lien te laisse changer d’avis.',
      'Votre réponse est partie. Rien de vous n’est gardé ici. Tant que l’invitation court, le même lien vous laisse changer d’avis.',
    ),
    arrivalThinkAgain: 'Revoir l’invitation',
    arrivalNotKept: say(
      'Ce navigateur ne garde rien : ta place sera perdue quand tu le fermeras. Un autre navigateur se souviendrait de toi.',
      'Ce navigateur ne garde rien : votre place sera perdue quand vous le fermerez. Un autre navigateur se souviendrait de vous.',
    ),
  };
};
