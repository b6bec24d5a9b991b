import {
  addParts,
  isThere,
  isUnreachable,
  needElement,
  watchParts,
} from '../../components/registry/element-bundles.js';
import { becomesTrue, expect } from './support.js';

class Late extends HTMLElement {}

describe('a part that could not be fetched', () => {
  it('comes by itself when the network is back, and those who wait are told', async () => {
    let isReachable = false;
    let asked = 0;
    addParts(
      [
        {
          names: ['late-one'],
          load: () => {
            asked += 1;
            return isReachable
              ? Promise.resolve({ elements: { 'late-one': Late } })
              : Promise.reject(new TypeError('Failed to fetch'));
          },
        },
      ],
      () => false,
    );
    let told = 0;
    const stop = watchParts(() => {
      told += 1;
    });
    needElement('late-one');
    await becomesTrue(() => isUnreachable('late-one'));
    isReachable = true;
    globalThis.dispatchEvent(new Event('online'));
    await becomesTrue(() => isThere('late-one'));
    expect(customElements.get('cordee-late-one')).to.equal(Late);
    expect(told).to.be.above(1);
    // An idle page asks too, and one that waits for long asks again: how often depends on the machine, that it ends does not.
    const before = asked;
    globalThis.dispatchEvent(new Event('online'));
    needElement('late-one');
    expect(asked).to.equal(before);
    stop();
  });

  it('comes by itself after a while where no network says that it is back', async () => {
    let asked = 0;
    addParts(
      [
        {
          names: ['late-two'],
          load: () => {
            asked += 1;
            return asked > 1
              ? Promise.resolve({ elements: { 'late-two': class extends HTMLElement {} } })
              : Promise.reject(new TypeError('Failed to fetch'));
          },
        },
      ],
      () => false,
    );
    needElement('late-two');
    await becomesTrue(() => isThere('late-two'));
    expect(asked).to.equal(2);
  });
});
