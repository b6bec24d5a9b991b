import type { Served, ServedOnView } from '../contracts/served.js';
import { CordeeError, ValidationError } from '../errors.js';
import { isInAudience } from '../model/audience.js';
import { createId } from '../model/ids.js';
import type { Fields } from '../model/json.js';
import { parseFields } from '../model/parse-fields.js';
import { spaceOf } from '../model/space.js';
import { instantOf } from '../model/time.js';
import { oneOf } from '../records/typed.js';
import { type Workshop, watchRope } from '../records/workshop.js';
import { assertAllowed, holdRope } from '../records/writing.js';
import { audienceFor } from './served-audience.js';
import { myWordsOf, servedOn } from './served-view.js';

const nothing: ServedOnView = { said: [], canSay: false, readers: [] };

/** How words come back to those who gave them. */
export function createServed(workshop: Workshop): Served {
  const { store, env, person } = workshop;
  return {
    watch: (journey, contribution) => watchRope(workshop, journey, nothing, (rope) => servedOn(rope, contribution)),
    watchMine: (journey) => watchRope(workshop, journey, [], myWordsOf),
    async say({ journey, contribution, body }) {
      const rope = await holdRope(workshop, journey);
      const given = oneOf(rope.records, 'contribution', contribution);
      if (!given || given.withdrawnAt !== undefined)
        throw new CordeeError('CORDEE_PERMISSION_DENIED', 'These words are not here any more.');
      if (given.by === person)
        throw new ValidationError('One does not thank oneself.', [
          { path: 'contribution', message: 'Choose words of somebody else.' },
        ]);
      const audience = audienceFor(given, rope);
      const fields = parseFields('served', { contribution, by: person, at: instantOf(env.now()), audience, body });
      assertAllowed(rope, 'served', 'write', { by: person, audience }, isInAudience(audience, person, rope.me));
      const id = createId(env);
      await store.commit(journey, [
        {
          kind: 'set',
          type: 'served',
          id,
          space: spaceOf(journey, audience, person),
          fields: fields as unknown as Fields,
        },
      ]);
      return id;
    },
    async takeBack(journey, id) {
      const rope = await holdRope(workshop, journey);
      const served = oneOf(rope.records, 'served', id);
      if (served?.by !== person) throw new CordeeError('CORDEE_PERMISSION_DENIED', 'Only who said it takes it back.');
      await store.commit(journey, [{ kind: 'delete', type: 'served', id, space: served.record.space }]);
    },
  };
}
