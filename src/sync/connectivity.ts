import { NEVER, Observable } from 'rxjs';

export type ConnectivityEvent = 'online' | 'offline' | 'visible' | 'hidden' | 'freeze' | 'resume';

/** What the browser tells of the network and of the page. */
export interface Connectivity {
  isOnline(): boolean;
  isVisible(): boolean;
  readonly events$: Observable<ConnectivityEvent>;
}

/** Always there, always seen: for Node and for workers. */
export const alwaysConnected: Connectivity = { isOnline: () => true, isVisible: () => true, events$: NEVER };

/** What each event of the browser means; without a meaning here, what the page has become. `pagehide` and `pageshow` lead into and out of the back-forward cache. */
const meanings: Readonly<Record<string, ConnectivityEvent | undefined>> = {
  online: 'online',
  offline: 'offline',
  freeze: 'freeze',
  pagehide: 'freeze',
  resume: 'resume',
  pageshow: 'resume',
  visibilitychange: undefined,
};

export function browserConnectivity(): Connectivity {
  if (typeof document === 'undefined' || typeof window === 'undefined') return alwaysConnected;
  const isVisible = (): boolean => document.visibilityState === 'visible';
  return {
    isOnline: () => navigator.onLine,
    isVisible,
    events$: new Observable((subscriber) => {
      const abort = new AbortController();
      for (const [type, meaning] of Object.entries(meanings)) {
        // The events of the document come up to the window.
        window.addEventListener(type, () => subscriber.next(meaning ?? document.visibilityState), {
          signal: abort.signal,
          capture: true,
        });
      }
      return () => abort.abort();
    }),
  };
}
