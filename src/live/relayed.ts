import type { Observer, Subscriber } from 'rxjs';

/** Listens for another: `next` does what it likes with a value, an error or the end goes on to the subscriber. */
export const relayed = <T>(
  subscriber: Pick<Subscriber<unknown>, 'error' | 'complete'>,
  next: (value: T) => void,
): Observer<T> => ({
  next,
  error: (reason: unknown) => subscriber.error(reason),
  complete: () => subscriber.complete(),
});
