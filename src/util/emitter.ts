import { Observable, type Subscriber } from 'rxjs';

/** Tells everybody who listens. What is said after `complete` is not heard. */
export interface Emitter<T> {
  readonly values$: Observable<T>;
  next(value: T): void;
  complete(): void;
}

/**
 * What a `Subject` of RxJS is to those who listen, a third as heavy.
 *
 * @param current What whoever begins to listen is told first; absent: nothing.
 */
export function createEmitter<T>(current?: () => T): Emitter<T> {
  const listeners = new Set<Subscriber<T>>();
  let isComplete = false;
  return {
    values$: new Observable((subscriber) => {
      if (isComplete) return subscriber.complete();
      listeners.add(subscriber);
      if (current) subscriber.next(current());
      return () => listeners.delete(subscriber);
    }),
    next(value) {
      // Who comes while this is said has been told what is current; who leaves hears no more.
      for (const listener of [...listeners]) listener.next(value);
    },
    complete() {
      isComplete = true;
      for (const listener of listeners) listener.complete();
    },
  };
}
