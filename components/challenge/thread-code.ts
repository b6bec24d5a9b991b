import type { ChallengeThread } from './thread.js';

let make: (() => ChallengeThread) | undefined;

/** Hands over the code of the thread, which comes with the elements that it draws. */
export function provideThread(given: () => ChallengeThread): void {
  make = given;
}

/** A thread, once its code is there. */
export const makeThread = (): ChallengeThread | undefined => make?.();
