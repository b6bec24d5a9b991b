import { Observable } from 'rxjs';

/**
 * What `observe` gives once `load` has settled, asked anew by each subscriber; an error of either
 * is its error. Written out, because the operators of RxJS weigh more than all of this.
 */
export const observeLate = <L, T>(load: () => Promise<L>, observe: (loaded: L) => Observable<T>): Observable<T> =>
  new Observable((subscriber) => {
    load()
      .then((loaded) => void (subscriber.closed || subscriber.add(observe(loaded).subscribe(subscriber))))
      .catch((error: unknown) => subscriber.error(error));
  });

/** The first answer. An observable that ends before it gives none rejects. */
export const firstOf = <T>(observable: Observable<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const subscription = observable.subscribe({
      next(value) {
        resolve(value);
        // An answer may come while it is still being asked for.
        queueMicrotask(() => subscription.unsubscribe());
      },
      error: reject,
      complete: () => reject(new TypeError('Ended without an answer.')),
    });
  });
