import type { ShownScope } from '../../src/protocol/effect-draft.js';
import { effectOf } from '../../src/protocol/command-effects.js';
import type { Fields } from '../../src/model/value/json.js';
import type { TestRecord, TestServer } from '../../src/testing/index.js';

const dayMs = 86_400_000;

/** Lets the server do what a command does: what the device shows of it before. */
export function doCommands(server: TestServer, person: string, now: () => number): void {
  server.onCommand = ({ journey, name, args }) => {
    const shown = server.read(journey);
    const scope: ShownScope = {
      journey,
      get: (type, id) => shown.find((record) => record.type === type && record.id === id),
      list: (type) => shown.filter((record) => record.type === type),
    };
    return effectOf(scope, { name, args }, person, now()).flatMap((effect): readonly TestRecord[] => {
      if (effect.kind === 'delete') {
        server.delete(journey, effect.type, effect.id);
        return [];
      }
      const before = scope.get(effect.type, effect.id)?.fields;
      const fields = Object.fromEntries(
        Object.entries({ ...before, ...effect.fields }).filter(([, value]) => value !== null),
      );
      const space = effect.space.replace(`${journey}/`, '');
      return [{ type: effect.type, id: effect.id, space, fields }];
    });
  };
}

/** Lets the server make links to its one journey, and take them back. */
export function makeLinks(server: TestServer, journey: string, now: () => number): void {
  server.onCall = (path, body) => {
    const { v: _, id, ...asked } = body as { readonly v: number; readonly id: string };
    const put = (fields: object): void =>
      server.put(journey, { type: 'invitation', id, space: 'guides', fields: fields as Fields });
    if (path === 'invitations') {
      const expiresAt = new Date(now() + 7 * dayMs).toISOString();
      put({ ...asked, state: 'sent', at: new Date(now()).toISOString(), expiresAt });
      return { v: 1, id, token: 'A'.repeat(43), expiresAt };
    }
    const { to: __, ...before } = server.read(journey).find((record) => record.id === id)?.fields ?? {};
    put({ ...before, state: 'revoked' });
    return { v: 1, state: 'revoked' };
  };
}
