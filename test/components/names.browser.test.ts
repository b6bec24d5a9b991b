import { isolated } from '../../components/controllers/isolate.js';
import { becomesTrue, everything, expect, find, place, settled, show, wordsOf } from './support.js';

const people = ['ines', 'marc', 'genevieve', 'yann', 'sofia', 'driss', 'hana', 'julian'];
/** Turns the direction of all that follows, and would end an isolate that is around it. */
const turning = '\u202E';
const named = (person: string): string => `${person}\u2069${turning}`;
const names = Object.fromEntries(people.map((person) => [person, named(person)]));

/** Where a sign that turns text around would do so outside of the name that holds it. */
function leaks(root: Node): readonly string[] {
  return [...everything(root)].flatMap((element) => {
    const texts = [...element.childNodes].filter(
      (node) => node instanceof Text && node.data.includes(turning) && element.closest('bdi') === null,
    );
    const attributes = ['aria-label', 'aria-description', 'title', 'alt', 'placeholder'].filter((name) =>
      element.getAttribute(name)?.includes(turning),
    );
    return [
      ...texts.map((text) => `<${element.localName}> ${text.textContent?.trim()}`),
      ...attributes.map((name) => `<${element.localName} ${name}>`),
    ];
  });
}

describe('[WD7] a name', () => {
  for (const tag of [
    'cordee-journey',
    'cordee-forum',
    'cordee-circle',
    'cordee-challenge',
    'cordee-news',
    'cordee-requests',
    'cordee-goals',
    'cordee-highlights',
    'cordee-plans',
    'cordee-personal',
    'cordee-my-words',
    'cordee-who-reads',
    'cordee-journey-list',
    'cordee-journey-path',
    'cordee-pace',
    'cordee-leave',
    'cordee-moment',
  ] as const) {
    it(`turns nothing around it in <${tag}>, in the words or in what is read out`, async () => {
      for (const person of ['ines', 'marc', 'hana']) {
        const { element } = await show(tag, { person, names, withNews: true, withFreshChallenge: true });
        await settled(element);
        expect(leaks(element), person).to.deep.equal([]);
      }
    });
  }

  it('turns nothing around it in a topic, with its answers', async () => {
    for (const id of ['m-1', 'm-3']) {
      const { element } = await show('cordee-topic', {
        names,
        attributes: { 'journey-id': 'ines-journey', 'topic-id': id },
      });
      await becomesTrue(() => wordsOf(element).length > 0);
      expect(leaks(element)).to.deep.equal([]);
    }
  });

  it('has whole letters as its initials: a flag and a joined emoji are one, what is not seen is none', async () => {
    const initials = async (name: string): Promise<string> => {
      const avatar = place(document.createElement('cordee-avatar'));
      avatar.name = name;
      await avatar.updateComplete;
      return wordsOf(avatar);
    };
    const england = '\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}';
    for (const [name, seen] of [
      ['Inès Alba', 'IA'],
      ['🇫🇷 🇧🇪', '🇫🇷🇧🇪'],
      [`${england} Fan`, `${england}F`],
      ['👩🏽‍🚀', '👩🏽‍🚀'],
      ['👨‍👩‍👧 Martin', '👨‍👩‍👧M'],
      ['n\u0303a', 'N\u0303'],
      ['\u200BHana', 'H'],
      ['', '·'],
    ] as const) {
      expect(await initials(name), name).to.equal(seen);
    }
  });

  it('is read out by itself, and isolated only where it could turn a sentence', () => {
    expect(isolated('Hana Nováková')).to.equal('Hana Nováková');
    expect(isolated('דנה')).to.equal('\u2068דנה\u2069');
    expect(isolated(named('x'))).to.equal('\u2068x\u2069');
    expect(isolated('Marc', 'rtl')).to.equal('\u2068Marc\u2069');
    expect(isolated('let-go', 'rtl'), 'a key of ours').to.equal('let-go');
  });

  it('that could be taken for another’s has the role beside it where it is said who reads', async () => {
    const { element } = await show('cordee-who-reads', {
      names: { hana: 'Маrс' },
      properties: { audience: { kind: 'circle' } },
    });
    expect(wordsOf(element)).to.contain('Маrс (compagnie)').and.contain('Marc (coach)');
    expect(find(element, '[part~=sentence]').textContent).to.not.contain('Sofia (');
  });
});
