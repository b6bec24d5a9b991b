import type { Harness } from './harness.js';
import { describeChanges } from './store-contract/changes.js';
import { describeAnswers } from './store-contract/answers.js';
import { describeAccess } from './store-contract/access.js';
import { describePulls } from './store-contract/pulls.js';
import { describeSums } from './store-contract/sums.js';
import { describeKept } from './store-contract/kept.js';
import type { Check, StoreUnderTest } from './store-contract/support.js';

export type { StoreUnderTest } from './store-contract/support.js';

/** Checks the guarantees of `docs/specs/store.md` on any implementation of the port. */
export function describeStoreContract(
  name: string,
  { describe, it }: Harness,
  make: () => Promise<StoreUnderTest>,
): void {
  const check: Check = (sentence, body) =>
    void it(sentence, async () => {
      const under = await make();
      const store = await under.open();
      try {
        await body(store, under);
      } finally {
        store.close();
        await under.cleanUp();
      }
    });

  describe(`the store contract: ${name}`, () => {
    describeChanges(check);
    describeAnswers(check);
    describeAccess(check);
    describePulls(check);
    describeSums(check);
    describeKept(check);
  });
}
