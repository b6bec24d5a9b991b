import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawPlan } from './draw-plan.js';
import { replaced } from './planted/replaced.js';
import { type TwinOptions, compareTwins } from './twins.js';

/** Many with CORDEE_TWINS=2000, from another one with CORDEE_TWINS_FROM. */
const pairs = Number(process.env['CORDEE_TWINS'] ?? 20);
const first = Number(process.env['CORDEE_TWINS_FROM'] ?? 1);

async function compareMany(count: number, options: TwinOptions): Promise<void> {
  let altered = 0;
  for (let seed = first; seed < first + count; seed++) {
    const twins = await compareTwins(drawPlan(seed), seed, options);
    assert.deepEqual(twins.violations, [], `seed ${seed}`);
    assert.deepEqual(twins.differing, [], `seed ${seed}`);
    altered += twins.altered;
  }
  assert.ok(altered > count, 'there were such words');
}

// In the dishonest pairs the pages of the same people go on beside the forger.
test('[T03] in two worlds that differ only in what somebody may not read, the same bytes come to them at the same moments (4 pairs)', () =>
  compareMany(4, {}));

test(`[T03] the same to somebody who also asks with forged cursors, grants, marks and ids, and pushes to journeys of others (${pairs} pairs)`, () =>
  compareMany(pairs, { isDishonest: true }));

test('[T03] an answer that betrays how long the words of others are makes the worlds differ', async () => {
  const planted = () => {
    let length = 0;
    return {
      service: <S extends object>(service: S) =>
        replaced(service, {
          push: async (subject: unknown, push: unknown) => {
            length += JSON.stringify(push).length;
            return (service as unknown as { push(a: unknown, b: unknown): Promise<unknown> }).push(subject, push);
          },
          pull: async (subject: unknown, request: unknown) => {
            const answer = await (
              service as unknown as { pull(a: unknown, b: unknown): Promise<{ server: object }> }
            ).pull(subject, request);
            return { ...answer, server: { ...answer.server, load: length } };
          },
        } as unknown as Partial<S>),
    };
  };
  const found = [];
  for (let seed = 1; seed <= 4; seed++)
    found.push(...(await compareTwins(drawPlan(seed), seed, { planted })).differing);
  assert.ok(found.length > 0);
});
