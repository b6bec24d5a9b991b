import { elements } from '../../components/bundles/conversation.js';
import { addParts, isThere, isUnreachable } from '../../components/registry/element-bundles.js';
import { marksTaken } from '../support/scenario-acts.js';
import { becomesTrue, click, expect, find, findAll, settled, show, wordsOf } from './support.js';

const answer = 'Laquelle des onze aimerais-tu entendre à sa place ?';

describe('the thread of a challenge whose code is not there yet', () => {
  it('waits, says that it cannot be reached, and comes with the network', async () => {
    let isReachable = false;
    addParts(
      [
        {
          names: ['composer'],
          load: () => (isReachable ? Promise.resolve({ elements }) : Promise.reject(new TypeError('Failed to fetch'))),
        },
      ],
      () => false,
    );
    const { element, server } = await show('cordee-challenge', { withNews: true });
    await click(element, /Vous/);
    expect(findAll(element, 'article [part~=waiting], article .failed')).to.have.length(1);
    await becomesTrue(() => isUnreachable('composer'));
    await settled(element);
    expect(find(element, 'article [role=alert]').textContent).to.contain('il faut du réseau');
    expect(wordsOf(element)).to.not.contain(answer);
    expect(marksTaken(server), 'nobody has read what is not shown').to.deep.equal([]);

    isReachable = true;
    globalThis.dispatchEvent(new Event('online'));
    await becomesTrue(() => isThere('composer'));
    await becomesTrue(() => findAll(element, 'textarea').length === 1);
    await settled(element);
    expect(wordsOf(element)).to.contain(answer);
    expect(marksTaken(server)).to.deep.equal(['ch-1-a', 'ch-1-c']);
    expect(findAll(element, 'article [role=alert]')).to.have.length(0);
  });
});
