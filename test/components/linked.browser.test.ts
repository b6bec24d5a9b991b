import { partsOf } from '../../components/views/linked.js';
import { expect, find, findAll, show } from './support.js';

const linksOf = (text: string): readonly string[] =>
  partsOf(text).flatMap(({ text: written, url }) => (url ? written : []));

describe('addresses in words', () => {
  it('are links where they begin with https, without the marks around them, and no letter is lost', () => {
    const cases: readonly (readonly [text: string, links: readonly string[]])[] = [
      ['Voir https://exemple.fr/a?b=1#c.', ['https://exemple.fr/a?b=1#c']],
      ['(https://exemple.fr/a), puis https://exemple.fr/b !', ['https://exemple.fr/a', 'https://exemple.fr/b']],
      ['https://fr.wikipedia.org/wiki/Cordée_(alpinisme)', ['https://fr.wikipedia.org/wiki/Cordée_(alpinisme)']],
      ['« https://exemple.fr/é » et “https://exemple.fr”', ['https://exemple.fr/é', 'https://exemple.fr']],
      ['HTTPS://Exemple.fr', ['HTTPS://Exemple.fr']],
      ['http://exemple.fr javascript:alert(1) https:// https://[ mailto:a@b.fr exemple.fr', []],
      ['Rien ici.', []],
      ['', []],
    ];
    for (const [text, links] of cases) {
      expect(linksOf(text), text).to.deep.equal(links);
      expect(
        partsOf(text)
          .map((part) => part.text)
          .join(''),
      ).to.equal(text);
    }
  });

  it('stop where text would be turned around', () => {
    expect(linksOf('https://exemple.fr/\u202Egpj.exe')).to.deep.equal(['https://exemple.fr/']);
  });

  it('open apart, tell nobody from where, and say the host that is not the one that is read', async () => {
    const item = {
      id: 'c-1',
      kind: 'advice',
      isMine: false,
      author: undefined,
      withdrawn: false,
      writtenAt: '2026-11-16T09:00:00Z',
      readers: [],
      replies: [],
      body: { text: 'Ici : https://banque.fr@ailleurs.fr/x, ou https://exemple.fr/y.', lang: 'fr' },
    };
    const { element } = await show('cordee-contribution', { attributes: {}, properties: { item } });
    const [odd, plain] = findAll(element, 'a') as HTMLAnchorElement[];
    expect(odd?.rel).to.equal('noopener noreferrer nofollow ugc');
    expect([odd?.target, plain?.target]).to.deep.equal(['_blank', '_blank']);
    expect(plain?.href).to.equal('https://exemple.fr/y');
    expect(find(element, '[part~=words]').textContent?.trim()).to.equal(
      'Ici : https://banque.fr@ailleurs.fr/x (ailleurs.fr), ou https://exemple.fr/y.',
    );
    await expect(element).to.be.accessible();
  });
});
