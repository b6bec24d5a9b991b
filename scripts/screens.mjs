// The main screens: whose page each is on (or which story shows it), how it is reached, which part of it matters, and
// what docs/screens.md says of it.

import { choose, contributeAs, linkOf, openFirstTopic, press, pressText, sees, write } from './screen-gestures.mjs';

let isThereNews;

/** By whose they are. `path` is a page of the demonstration, `story` one of the stories; `anchor` is the part that the picture begins with. */
export const screens = [
  // The person accompanied
  {
    name: 'journey',
    of: 'person',
    path: '/as/ines',
    title: 'The thread',
    text: 'What is hard now, what is next, and the climb.',
  },
  {
    name: 'challenge-composer',
    of: 'person',
    path: '/as/ines',
    anchor: 'cordee-challenge',
    title: 'A challenge of the moment',
    text: 'Two presses: one opens the field, one raises the challenge. Who will read it is a sentence above the button.',
    async act(page) {
      await press(page, 'Défi du moment');
      await write(page, 'Laia me contredit devant les autres, et je me tais.');
      await press(page, 'Changer');
    },
  },
  {
    name: 'challenge',
    of: 'person',
    path: '/as/ines',
    anchor: 'cordee-challenge',
    title: 'A challenge that was answered',
    text: 'Who has seen it, what was said, and what it became.',
    async act(page) {
      await pressText(page, 'Demain à neuf heures');
      await sees(page, 'Répondre');
    },
  },
  {
    name: 'step',
    of: 'person',
    path: '/as/ines',
    anchor: 'cordee-step',
    title: 'A step, opened',
    text: 'Why, what to do, when it is done, and a place for the answer.',
    act: (page) => press(page, 'Ouvrir cette étape'),
  },
  {
    name: 'forum',
    of: 'person',
    path: '/as/ines',
    anchor: 'cordee-forum',
    title: 'The forum',
    text: 'Few questions; what has news comes first.',
    act: (page) => press(page, 'Forum'),
  },
  {
    name: 'topic',
    of: 'person',
    path: '/as/ines',
    anchor: 'cordee-topic',
    title: 'A topic',
    text: 'Under each answer stands what became of it.',
    act: openFirstTopic,
  },
  {
    name: 'served',
    of: 'person',
    path: '/as/ines',
    anchor: 'form.sheet',
    title: '“This served me”',
    text: 'One sentence goes back to whoever helped.',
    async act(page) {
      await openFirstTopic(page);
      await sees(page, 'Ceci m’a servi');
      // By the keyboard: what is above may still move.
      await (await page.$$('::-p-aria([name="Ceci m’a servi"][role="button"])')).at(-1).focus();
      await page.keyboard.press('Enter');
      await sees(page, 'Qu’est-ce que cela a donné');
    },
  },
  {
    name: 'readers',
    of: 'person',
    path: '/as/ines',
    anchor: 'cordee-topic',
    title: 'Who reads this',
    text: 'Readers are named, never counted. More people may be let in, or fewer.',
    async act(page) {
      await openFirstTopic(page);
      await press(page, 'Qui lit ceci');
    },
  },
  {
    name: 'goals',
    of: 'person',
    path: '/as/ines',
    anchor: 'cordee-goals',
    title: 'Goals',
    text: 'Two people say what they see, each on their own; a gap is worth a conversation.',
    act: (page) => press(page, 'Objectifs'),
  },
  {
    name: 'goal-rating',
    of: 'person',
    path: '/as/ines',
    anchor: 'cordee-goal',
    title: 'Where am I?',
    text: 'Five levels in the person’s own words, and a moment that shows it.',
    async act(page) {
      await press(page, 'Objectifs');
      await pressText(page, 'Où est-ce que j’en suis');
    },
  },
  {
    name: 'goal-form',
    of: 'person',
    path: '/as/ines',
    anchor: 'cordee-goal-form',
    title: 'A new goal',
    text: 'It begins in the middle: what one truly hopes.',
    async act(page) {
      await press(page, 'Objectifs');
      await press(page, 'Poser un objectif');
    },
  },
  {
    name: 'highlights',
    of: 'person',
    path: '/as/ines',
    anchor: 'cordee-highlights',
    title: 'Company events',
    text: 'Prepared before, harvested after, looked at again three weeks later.',
    act: (page) => press(page, 'Temps forts'),
  },
  {
    name: 'harvest',
    of: 'person',
    path: '/as/ines',
    anchor: 'cordee-highlights',
    title: 'Preparing and harvesting',
    text: 'What is written stays with the event, also when it moves.',
    async act(page) {
      await press(page, 'Temps forts');
      // On some days there is nothing to prepare yet; what was not harvested waits.
      await pressText(page, 'Récolter');
      await write(
        page,
        'Trois personnes sur cinq ont entendu une réunion de plus. J’avais dit une heure avec les clients.',
      );
    },
  },
  {
    name: 'circle',
    of: 'person',
    path: '/as/ines',
    anchor: 'cordee-circle',
    title: 'The circle',
    text: 'Whom the person asked, and how anybody is let rest or leave.',
    act: (page) => press(page, 'Cercle'),
  },
  {
    name: 'invite',
    of: 'person',
    path: '/as/ines',
    anchor: 'cordee-invite',
    title: 'An invitation',
    text: 'In the person’s own words: what they hope, what they offer.',
    async act(page) {
      await press(page, 'Cercle');
      await press(page, 'Convier quelqu’un');
      await write(page, 'Tu m’as vue reprendre l’équipe au pire moment. Dis-moi ce que tu vois.', 'Vos mots');
    },
  },
  {
    name: 'mine',
    of: 'person',
    path: '/as/ines',
    anchor: 'cordee-personal',
    title: 'What is mine',
    text: 'If-then plans, the pace, when to be reached, and all of it to take along.',
    async act(page) {
      await press(page, 'À moi');
      await press(page, 'Tout emporter');
      await sees(page, 'Le voici');
    },
  },
  {
    name: 'plan',
    of: 'person',
    path: '/as/ines',
    anchor: 'cordee-plans',
    title: 'A plan',
    text: 'A sign, and what one does then.',
    async act(page) {
      await press(page, 'À moi');
      await press(page, 'Faire un plan');
      await write(page, 'Laia me coupe la parole en réunion', 'Si ceci arrive…');
    },
  },
  {
    name: 'pause',
    of: 'person',
    path: '/as/ines',
    anchor: 'cordee-pace',
    title: 'A pause',
    text: 'It says first what it does, and can be taken back at once.',
    async act(page) {
      await press(page, 'À moi');
      await press(page, 'Faire une pause');
    },
  },
  {
    name: 'requests',
    of: 'person',
    story: 'requests--default',
    anchor: 'cordee-requests',
    title: 'A question before more people read',
    text: 'Nothing is opened before the answer.',
  },

  // Companions
  {
    name: 'arrival',
    of: 'companion',
    path: '/welcome',
    anchor: 'cordee-arrival',
    title: 'Arriving by a link',
    text: 'One name and one yes; no account.',
    async act(page, { openAs }) {
      await page.goto(`${page.url()}${new URL(await linkOf(openAs)).hash}`);
      await page.reload();
      await sees(page, 'aimerait vous avoir');
    },
  },
  {
    name: 'companion',
    of: 'companion',
    path: '/as/hana',
    title: 'A companion’s page',
    text: 'What was opened to them, and nothing else.',
  },
  {
    name: 'moment',
    of: 'companion',
    path: '/as/sofia',
    anchor: 'cordee-composer',
    title: 'A moment, in four lines',
    text: 'When, what was seen, what it did, next time.',
    async act(page) {
      await pressText(page, 'J’ai confié la prévision');
      await choose(page, 'un moment');
      await write(page, 'Mardi, au point d’étape', 'Quand');
      await write(page, 'Laia a parlé douze minutes sans que tu la coupes.', 'Ce que j’ai vu');
    },
  },
  {
    name: 'my-words',
    of: 'companion',
    path: '/as/hana',
    anchor: 'cordee-personal',
    title: 'What became of my words',
    text: 'Sentences, and no number of any kind.',
    act: (page) => press(page, 'À moi'),
  },
  {
    name: 'leave',
    of: 'companion',
    path: '/as/hana',
    anchor: 'cordee-leave',
    title: 'Leaving',
    text: 'Words may stay, or leave too.',
    act: (page) => press(page, 'Quitter cette cordée'),
  },

  // Guides and the company
  {
    name: 'list',
    of: 'guide',
    story: 'journey--for-a-coach-of-several',
    anchor: 'cordee-journey',
    title: 'A coach’s ropes',
    text: 'Whoever needs something comes first, with the reason.',
  },
  {
    name: 'coach',
    of: 'guide',
    path: '/as/marc',
    title: 'A journey as its coach sees it',
    text: 'What was opened to the coach, and what waits for an answer.',
  },
  {
    name: 'night',
    of: 'guide',
    story: 'composer--in-the-night-of-its-reader',
    anchor: 'cordee-composer',
    title: 'It is night there',
    text: 'A text may wait for the morning of its reader; nothing is held back.',
  },
  {
    name: 'company',
    of: 'guide',
    path: '/as/claire',
    title: 'A programme lead',
    text: 'On no rope, and not a word of anybody’s: the company sees totals only.',
  },

  // States
  {
    name: 'offline',
    of: 'state',
    path: '/as/ines',
    title: 'Offline',
    text: 'What was written is on this device, and says so.',
    async act(page) {
      await press(page, 'Défi du moment');
      await write(page, 'Demain je présente la réorganisation, et la voix me manque déjà.');
      await page.setOfflineMode(true);
      await press(page, 'Poser ce défi');
      await sees(page, 'pas encore envoyé');
    },
  },
  {
    name: 'refused',
    of: 'state',
    story: 'refused--default',
    anchor: 'cordee-refused',
    title: 'A text that was refused',
    text: 'It is kept, with the reason and three ways on.',
  },
  {
    name: 'wide',
    of: 'state',
    story: 'journey--default',
    anchor: 'cordee-journey',
    title: 'With room',
    text: 'On a wide sheet, what waits stands beside the thread.',
  },
  {
    name: 'empty',
    of: 'state',
    story: 'journey--empty',
    anchor: 'cordee-journey',
    title: 'Nothing yet',
    text: 'A sentence says what will be here.',
  },
  {
    name: 'failed',
    of: 'state',
    story: 'journey--failed',
    anchor: 'cordee-journey',
    title: 'It could not be shown',
    text: 'What happened, and a way to try again.',
  },
  {
    name: 'long-text',
    of: 'state',
    story: 'journey--long-text',
    anchor: 'cordee-journey',
    title: 'Long texts',
    text: 'Nothing is cut off, nothing leaves the sheet.',
  },
  {
    name: 'right-to-left',
    of: 'state',
    story: 'journey--right-to-left',
    anchor: 'cordee-journey',
    title: 'Right to left',
    text: 'The rope climbs the other way.',
  },
  {
    name: 'english',
    of: 'state',
    path: '/as/ines?lang=en',
    title: 'In English',
    text: 'Every word of ours is in both languages.',
  },
  {
    name: 'forced-journey',
    of: 'state',
    path: '/as/ines',
    title: 'Forced colours',
    text: 'The system’s colours, and lines where shades were.',
    features: [{ name: 'forced-colors', value: 'active' }],
  },
  {
    name: 'forced-topic',
    of: 'state',
    path: '/as/ines',
    anchor: 'cordee-topic',
    title: 'A topic in forced colours',
    text: 'Which button is the main one is still seen.',
    features: [{ name: 'forced-colors', value: 'active' }],
    act: openFirstTopic,
  },

  // Last: what it says is then said in every other picture too.
  {
    name: 'news',
    of: 'person',
    path: '/as/ines',
    title: 'Since you were here',
    text: 'What came in the meantime, in a few sentences that lead to it.',
    async act(page, { openAs }) {
      isThereNews ||= contributeAs(openAs, 'driss', 'Le fichier a survécu, et toi aussi.');
      await isThereNews;
      await page.reload();
      await sees(page, 'Depuis votre passage');
    },
  },
];
