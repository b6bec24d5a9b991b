import * as components from '../../components/index.js';
import { elements as conversation } from '../../components/bundles/conversation.js';
import { elements as inbox } from '../../components/bundles/inbox.js';
import { elements as personal } from '../../components/bundles/personal.js';
import { useClock } from '../../components/controllers/clock-controller.js';
import type { DraftView } from '../../src/index.js';
import { textsTaken } from '../support/scenario-acts.js';
import { createBrowser } from '../support/scenario-cordee.js';
import { becomesTrue, expect, find, hasButton, openCordee, place, settled, show, wordsOf } from './support.js';

const due: DraftView = {
  place: 'later/2026-11-17T07:00:00.000Z/contribution/m-3////',
  at: '2026-11-16T22:10:00Z',
  text: 'À demain, donc.',
  audience: { kind: 'circle' },
  later: { at: '2026-11-17T07:00:00.000Z', to: { purpose: 'contribution', topic: 'm-3', kind: 'answer', lang: 'fr' } },
};

describe('the names of before', () => {
  it('are tags of their own whose classes are those of today', () => {
    for (const [tag, old, now] of [
      ['cordee-later', components.CordeeLater, components.CordeeScheduled],
      ['cordee-mine', components.CordeeMine, components.CordeePersonal],
      ['cordee-own-words', components.CordeeOwnWords, components.CordeeOwnContributions],
    ] as const) {
      expect(customElements.get(tag), tag).to.equal(old);
      expect(document.createElement(tag), tag).to.be.instanceOf(now);
    }
  });

  it('come with the same code as those of today, where it is fetched later', () => {
    expect(components.elementNames).to.include.members(['later', 'mine', 'own-words']);
    expect(inbox.later).to.equal(components.CordeeLater);
    expect(personal.mine).to.equal(components.CordeeMine);
    expect(conversation['own-words']).to.equal(components.CordeeOwnWords);
  });

  it('draw the same', async () => {
    const { element } = await show('cordee-mine');
    await becomesTrue(() => hasButton(element, 'Faire un plan'));
    const topic = await show('cordee-topic', { attributes: { 'journey-id': 'ines-journey', 'topic-id': 'm-3' } });
    const { item } = find<components.CordeeOwnContributions>(topic.element, 'cordee-own-contributions');
    const { element: own } = await show('cordee-own-words', { properties: { item } });
    expect(hasButton(own, 'Vos mots')).to.equal(true);
    expect(wordsOf(own)).to.contain('Vos mots');
  });

  it('are made of plain markup too', () => {
    const holder = document.createElement('div');
    holder.dataset['cordee'] = 'later';
    holder.dataset['journeyId'] = 'ines-journey';
    place(holder);
    components.mountAll();
    expect(find(holder, 'cordee-later')).to.be.instanceOf(components.CordeeLater);
  });

  it('post what is due once, where a page of today waits for the same words', async () => {
    useClock(() => Date.parse('2026-11-17T08:00:30Z'));
    const browser = await createBrowser('hana');
    await openCordee({ browser, begun: [due] });
    const [before, today] = await Promise.all([
      show('cordee-later', { browser }),
      show('cordee-scheduled', { browser }),
    ]);
    await becomesTrue(() => browser.drafts.size === 0);
    await navigator.locks.request(`cordee-later/${before.client.person.id}/ines-journey/${due.place}`, () => undefined);
    await settled(today.element);
    expect(textsTaken(browser.server)).to.deep.equal(['À demain, donc.']);
  });
});
