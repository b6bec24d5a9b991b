import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BehaviorSubject, Subject, config } from 'rxjs';
import fc from 'fast-check';
import { createEmitter } from '../../src/util/emitter.js';

/** What three listeners hear of a run of steps; `says` tells what one of them does when it hears a number. */
function heard(kind: 'ours' | 'subject', isKept: boolean, steps: readonly string[]): readonly string[] {
  let latest = 0;
  const subject = kind === 'subject' ? (isKept ? new BehaviorSubject(0) : new Subject<number>()) : undefined;
  const emitter = subject ? undefined : createEmitter<number>(isKept ? () => latest : undefined);
  const values$ = subject ?? emitter?.values$;
  const log: string[] = [];
  const endings = new Map<string, () => void>();
  const say = (value: number): void => {
    latest = value;
    (subject ?? emitter)?.next(value);
  };
  for (const step of steps) {
    const [verb, name = ''] = step.split(' ');
    if (verb === 'say') say(latest + 1);
    if (verb === 'end') (subject ?? emitter)?.complete();
    if (verb === 'leave') endings.get(name)?.();
    if (verb === 'come') {
      const subscription = values$?.subscribe({
        next(value) {
          log.push(`${name} ${value}`);
          // One leaves in the middle, and one speaks while it is spoken to.
          if (value === 3) endings.get('a')?.();
          if (name === 'b' && value === 5) say(6);
        },
        complete: () => log.push(`${name} ends`),
      });
      endings.set(name, () => subscription?.unsubscribe());
    }
  }
  return log;
}

for (const isKept of [false, true]) {
  test(`listeners hear what those of a ${isKept ? 'BehaviorSubject' : 'Subject'} hear, in its order`, () => {
    const steps = fc.array(
      fc.constantFrom('say', 'say', 'say', 'end', 'come a', 'come b', 'come c', 'leave a', 'leave b'),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(steps, (run) => assert.deepEqual(heard('ours', isKept, run), heard('subject', isKept, run))),
      { numRuns: 500 },
    );
  });
}

test('a listener that throws does not keep the next from hearing', async () => {
  const emitter = createEmitter<number>();
  const heardBy: number[] = [];
  const thrown = new Promise<Error>((resolve) => {
    config.onUnhandledError = resolve;
  });
  emitter.values$.subscribe(() => {
    throw new Error('Mine.');
  });
  emitter.values$.subscribe((value) => heardBy.push(value));
  emitter.next(1);
  assert.deepEqual(heardBy, [1]);
  assert.equal((await thrown).message, 'Mine.');
  config.onUnhandledError = null;
});
