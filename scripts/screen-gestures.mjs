// What a hand does on the way to a screen: press, write, choose, wait for words.

export const press = (page, name) => page.locator(`::-p-aria([name="${name}"][role="button"])`).click();
export const write = (page, words, name) =>
  page.locator(`::-p-aria([role="textbox"]${name ? `[name="${name}"]` : ''})`).fill(words);
export const choose = (page, name) => page.locator(`::-p-aria([role="radio"][name="${name}"])`).click();
/** The driver remembers texts that it has not found, so the page itself looks. */
export const sees = (page, words) =>
  page.waitForFunction(
    (wanted) => {
      const textOf = (node) =>
        node instanceof Text
          ? node.data
          : [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes].map(textOf).join(' ');
      return textOf(document.body).includes(wanted);
    },
    { polling: 50 },
    words,
  );
export const pressText = async (page, words) => {
  await sees(page, words);
  await page.locator(`::-p-text(${words})`).click();
};

/** Says something in the forum as somebody else, so that there is news. */
export async function contributeAs(openAs, person, text) {
  const page = await openAs(`/as/${person}`);
  await sees(page, 'Tout est envoyé');
  await page.evaluate(async (words) => {
    const { client } = document.querySelector('cordee-journey');
    await client.forum.contribute({
      journey: 'ines-journey',
      topic: 'm-9',
      kind: 'encouragement',
      body: { text: words, lang: 'fr' },
      audience: { kind: 'circle' },
    });
    await client.sync.syncNow();
  }, text);
  await page.browserContext().close();
}

export async function linkOf(openAs) {
  const page = await openAs('/as/ines');
  await sees(page, 'Tout est envoyé');
  const link = await page.evaluate(async () => {
    const { client } = document.querySelector('cordee-journey');
    const made = await client.circle.invite({
      journey: 'ines-journey',
      role: 'companion',
      locale: 'fr',
      page: `${location.origin}/welcome?lang=fr`,
      words:
        'Tu m’as vue reprendre l’équipe au pire moment. J’aimerais que tu me dises ce que tu vois, même quand cela pique un peu.',
      hope: 'Un regard franc, deux ou trois fois par mois.',
      offer: 'Je te dirai toujours ce que j’en ai fait.',
    });
    return made.link;
  });
  await page.browserContext().close();
  return link;
}

export async function openFirstTopic(page) {
  await press(page, 'Forum');
  await pressText(page, 'Quelle question a ouvert');
  await sees(page, 'Que diriez-vous');
}
