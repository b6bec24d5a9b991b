import { type Observable, NEVER, fromEvent, map, merge, share } from 'rxjs';

export type ConnectivityEvent = 'online' | 'offline' | 'visible' | 'hidden' | 'freeze' | 'resume';

/** What the browser tells of the network and of the page. */
export interface Connectivity {
  isOnline(): boolean;
  isVisible(): boolean;
  readonly events$: Observable<ConnectivityEvent>;
}

/** Always there, always seen: for Node and for workers. */
export const alwaysConnected: Connectivity = { isOnline: () => true, isVisible: () => true, events$: NEVER };

export function browserConnectivity(): Connectivity {
  if (typeof document === 'undefined' || typeof window === 'undefined') return alwaysConnected;
  const isVisible = (): boolean => document.visibilityState === 'visible';
  return {
    isOnline: () => navigator.onLine,
    isVisible,
    events$: merge(
      fromEvent(window, 'online').pipe(map(() => 'online' as const)),
      fromEvent(window, 'offline').pipe(map(() => 'offline' as const)),
      fromEvent(document, 'visibilitychange').pipe(map(() => (isVisible() ? ('visible' as const) : ('hidden' as const)))),
      fromEvent(document, 'freeze').pipe(map(() => 'freeze' as const)),
      fromEvent(document, 'resume').pipe(map(() => 'resume' as const)),
      // Into and out of the back-forward cache.
      fromEvent(window, 'pagehide').pipe(map(() => 'freeze' as const)),
      fromEvent(window, 'pageshow').pipe(map(() => 'resume' as const)),
    ).pipe(share()),
  };
}
