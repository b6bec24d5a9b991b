// The main screens of the demonstration: whose page each is on, how it is reached, and which part of it matters.

const press = (page, name) => page.locator(`::-p-aria([name="${name}"][role="button"])`).click();
const write = (page, words, name) => page.locator(`::-p-aria([role="textbox"]${name ? `[name="${name}"]` : ''})`).fill(words);
const choose = (page, name) => page.locator(`::-p-aria([role="radio"][name="${name}"])`).click();
/** The driver remembers texts that it has not found, so the page itself looks. */
const sees = (page, words) => page.waitForFunction((wanted) => {
  const textOf = (node) => (node instanceof Text ? node.data : [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes].map(textOf).join(' '));
  return textOf(document.body).includes(wanted);
}, { polling: 50 }, words);
const openTopic = async (page, words) => {
  await sees(page, words);
  await page.locator(`::-p-text(${words})`).click();
};

/** Says something in the forum as somebody else, so that there is news. */
async function contributeAs(openAs, person, text) {
  const page = await openAs(`/as/${person}`);
  await sees(page, 'Tout est envoyé');
  await page.evaluate(async (words) => {
    const { client } = document.querySelector('cordee-journey');
    await client.forum.contribute({ journey: 'ines-journey', topic: 'm-9', kind: 'encouragement', body: { text: words, lang: 'fr' }, audience: { kind: 'circle' } });
    await client.sync.syncNow();
  }, text);
  await page.browserContext().close();
}

async function linkOf(openAs) {
  const page = await openAs('/as/ines');
  await sees(page, 'Tout est envoyé');
  const link = await page.evaluate(async () => {
    const { client } = document.querySelector('cordee-journey');
    const made = await client.circle.invite({
      journey: 'ines-journey', role: 'companion', locale: 'fr', page: `${location.origin}/welcome?lang=fr`,
      words: 'Tu m’as vue reprendre l’équipe au pire moment. J’aimerais que tu me dises ce que tu vois, même quand cela pique un peu.',
      hope: 'Un regard franc, deux ou trois fois par mois.', offer: 'Je te dirai toujours ce que j’en ai fait.',
    });
    return made.link;
  });
  await page.browserContext().close();
  return link;
}

export const screens = [
  { name: 'journey', path: '/as/ines', withExtremes: true },
  { name: 'journey-en', path: '/as/ines?lang=en' },
  { name: 'journey-coach', path: '/as/marc' },
  { name: 'journey-companion', path: '/as/hana' },
  {
    name: 'step', path: '/as/ines', anchor: 'cordee-step',
    act: (page) => press(page, 'Ouvrir cette étape'),
  },
  {
    name: 'challenge-composer', path: '/as/ines', anchor: 'cordee-challenge',
    async act(page) {
      await press(page, 'Défi du moment');
      await write(page, 'Laia me contredit devant les autres, et je me tais.');
      await press(page, 'Changer');
    },
  },
  { name: 'forum', path: '/as/ines', anchor: 'cordee-forum', act: (page) => press(page, 'Forum') },
  {
    name: 'topic', path: '/as/ines', anchor: 'cordee-topic', withExtremes: true,
    async act(page) {
      await press(page, 'Forum');
      await openTopic(page, 'Quelle question a ouvert');
      await sees(page, 'Que diriez-vous');
    },
  },
  {
    name: 'moment', path: '/as/sofia', anchor: 'cordee-composer',
    async act(page) {
      await openTopic(page, 'J’ai confié la prévision');
      await choose(page, 'un moment');
      await write(page, 'Mardi, au point d’étape', 'Quand');
      await write(page, 'Laia a parlé douze minutes sans que tu la coupes.', 'Ce que j’ai vu');
    },
  },
  { name: 'goals', path: '/as/ines', anchor: 'cordee-goals', withExtremes: true, act: (page) => press(page, 'Objectifs') },
  {
    name: 'goal-form', path: '/as/ines', anchor: 'cordee-goal-form',
    async act(page) {
      await press(page, 'Objectifs');
      await press(page, 'Poser un objectif');
    },
  },
  { name: 'highlights', path: '/as/ines', anchor: 'cordee-highlights', act: (page) => press(page, 'Temps forts') },
  { name: 'circle', path: '/as/ines', anchor: 'cordee-circle', withExtremes: true, act: (page) => press(page, 'Cercle') },
  {
    name: 'invite', path: '/as/ines', anchor: 'cordee-invite',
    async act(page) {
      await press(page, 'Cercle');
      await press(page, 'Convier quelqu’un');
      await write(page, 'Tu m’as vue reprendre l’équipe au pire moment. Dis-moi ce que tu vois.', 'Vos mots');
    },
  },
  {
    name: 'mine', path: '/as/ines', anchor: 'cordee-mine',
    async act(page) {
      await press(page, 'À moi');
      await press(page, 'Tout emporter');
      await sees(page, 'Le voici');
    },
  },
  {
    name: 'served', path: '/as/ines', anchor: 'form.sheet',
    async act(page) {
      await press(page, 'Forum');
      await openTopic(page, 'Quelle question a ouvert');
      await sees(page, 'Ceci m’a servi');
      // By the keyboard: what is above may still move.
      await (await page.$$('::-p-aria([name="Ceci m’a servi"][role="button"])')).at(-1).focus();
      await page.keyboard.press('Enter');
      await sees(page, 'À quoi cela a-t-il servi');
    },
  },
  { name: 'my-words', path: '/as/hana', anchor: 'cordee-mine', act: (page) => press(page, 'À moi') },
  {
    name: 'news', path: '/as/ines',
    async act(page, { openAs }) {
      await contributeAs(openAs, 'driss', 'Le fichier a survécu, et toi aussi.');
      await page.reload();
      await sees(page, 'Depuis votre passage');
    },
  },
  {
    name: 'arrival', path: '/welcome', anchor: 'cordee-arrival', withExtremes: true,
    async act(page, { openAs }) {
      await page.goto(`${page.url()}${new URL(await linkOf(openAs)).hash}`);
      await page.reload();
      await sees(page, 'aimerait vous avoir');
    },
  },
  {
    name: 'leave', path: '/as/hana', anchor: 'cordee-leave',
    async act(page) {
      await press(page, 'Quitter cette cordée');
      await page.evaluate(() => scrollBy(0, -300));
    },
  },
  {
    name: 'offline', path: '/as/ines',
    async act(page) {
      await press(page, 'Défi du moment');
      await write(page, 'Demain je présente la réorganisation, et la voix me manque déjà.');
      await page.setOfflineMode(true);
      await press(page, 'Poser ce défi');
      await sees(page, 'pas encore envoyé');
    },
  },
];

/** What the documents show. */
export const kept = [
  { name: 'journey', theme: 'light', widths: [768, 360] },
  { name: 'journey', theme: 'dark', widths: [768] },
  { name: 'topic', theme: 'light', widths: [768] },
  { name: 'challenge-composer', theme: 'light', widths: [768] },
  { name: 'goals', theme: 'light', widths: [768] },
  { name: 'highlights', theme: 'light', widths: [768] },
  { name: 'circle', theme: 'light', widths: [768] },
  { name: 'arrival', theme: 'light', widths: [360] },
  { name: 'moment', theme: 'dark', widths: [360] },
];
