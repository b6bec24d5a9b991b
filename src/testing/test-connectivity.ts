import { Subject } from 'rxjs';
import type { Connectivity, ConnectivityEvent } from '../sync/connectivity.js';

/** A network and a page that a test switches. */
export interface TestConnectivity extends Connectivity {
  online: boolean;
  visible: boolean;
  tell(event: ConnectivityEvent): void;
}

export function createTestConnectivity(): TestConnectivity {
  const events = new Subject<ConnectivityEvent>();
  return {
    online: true,
    visible: true,
    isOnline() {
      return this.online;
    },
    isVisible() {
      return this.visible;
    },
    events$: events,
    tell(event) {
      if (event === 'online' || event === 'offline') this.online = event === 'online';
      if (event === 'visible' || event === 'hidden') this.visible = event === 'visible';
      events.next(event);
    },
  };
}
