import { expect } from '@open-wc/testing';
import { type KeptGuest, createGuestKeeper } from '../../src/arrival/guest-keeper.js';
import { systemEnv } from '../../src/env.js';

const keeper = () => createGuestKeeper((delayMs, run) => systemEnv.after(delayMs, run));
const guest: KeptGuest = {
  url: 'https://sync.example/',
  tenant: 'valmonte',
  person: 'cordee-guest-1',
  journey: 'J',
  secret: 's',
  acceptedAt: 2,
};

describe('what a device keeps of a guest', () => {
  beforeEach(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.deleteDatabase('cordee:guests');
        request.onsuccess = () => resolve();
        request.onerror = () => reject(new Error('not deleted'));
      }),
  );

  it('is there after the page is left, the newest first, by server', async () => {
    const first = keeper();
    await first.keepSecret('token', 's');
    expect(await keeper().secretFor('token')).to.equal('s');
    await first.keepGuest('token', guest);
    await first.keepGuest('token-2', { ...guest, person: 'cordee-guest-2', acceptedAt: 3 });
    await first.keepGuest('token-3', { ...guest, url: 'https://other.example/' });
    const later = keeper();
    expect((await later.guests(guest.url)).map(({ person }) => person)).to.deep.equal([
      'cordee-guest-2',
      'cordee-guest-1',
    ]);
    expect(await later.secretFor('token')).to.equal(undefined);
    expect(later.isLasting).to.equal(true);
    await later.forget(guest);
    expect((await keeper().guests(guest.url)).map(({ person }) => person)).to.deep.equal(['cordee-guest-2']);
  });

  it('is in memory, and says so, where the browser refuses storage', async () => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    try {
      const blocked = keeper();
      await blocked.keepSecret('token', 's');
      expect(await blocked.secretFor('token')).to.equal('s');
      await blocked.keepGuest('token', guest);
      expect(await blocked.guests(guest.url)).to.deep.equal([guest]);
      expect(blocked.isLasting).to.equal(false);
      await blocked.forget(guest);
      expect(await blocked.guests(guest.url)).to.deep.equal([]);
    } finally {
      IDBFactory.prototype.open = open;
    }
  });
});
