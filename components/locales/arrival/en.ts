import type { Grammar } from '../grammar.js';

/** The English texts of the door for those who come by a link. */
export const en = ({ number, plural }: Grammar) => ({
  arrivalEyebrow: 'An invitation',
  arrivalTitle: (name: string) => `${name} would like you on the rope`,
  arrivalHope: 'What I hope for:',
  arrivalOffer: 'In return:',
  arrivalPromise: (name: string) =>
    `No account, no password. You read only what ${name} opens to you, and the company reads nothing of it. You may leave at any time, and take your words with you.`,
  arrivalName: 'What shall they call you here?',
  arrivalNameMissing: 'A first name is enough.',
  arrivalNameUnfit: 'This name cannot be shown as it is. Please write it with letters.',
  arrivalNameTooLong: (over: number, max: number) =>
    `That is ${plural(over, { one: `${number(over)} character`, other: `${number(over)} characters` })} too long: there is room for ${number(max)}.`,
  arrivalAccept: 'I come along',
  arrivalDecline: 'No, thank you',
  arrivalProblem: 'That did not get through. Nothing is lost: please try again.',
  arrivalRefused: (name: string) =>
    `The server did not take this answer. Try another first name; if that does not help, tell ${name}. The link itself is still open.`,
  arrivalNoZone:
    'This browser does not say which time zone you are in: your times will be in UTC, until you choose your time zone.',
  arrivalClosedTitle: 'This link is closed',
  arrivalClosed: 'It was used, taken back, or has waited too long. Whoever sent it can send another.',
  arrivalNobodyTitle: 'No rope on this device yet',
  arrivalNobody: 'Open the link that you were sent. If you used it on another device, ask for another one here.',
  arrivalDeclinedTitle: 'Thank you for saying so',
  arrivalDeclined:
    'Your answer is on its way. Nothing of you is kept here. As long as the invitation lasts, the same link lets you change your mind.',
  arrivalThinkAgain: 'See the invitation again',
  arrivalNotKept:
    'This browser keeps nothing: your place is lost when you close it. Another browser would remember you.',
});

/** Every text of the door, and what each is told. */
export type ArrivalMessages = ReturnType<typeof en>;
