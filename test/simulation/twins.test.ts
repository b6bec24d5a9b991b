import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawPlan } from './draw-plan.js';
import { replaced } from './planted/replaced.js';
import { compareTwins } from './twins.js';

/** Many with CORDEE_TWINS=2000. */
const pairs = Number(process.env['CORDEE_TWINS'] ?? 6);

test(`[T03] in two worlds that differ only in words that somebody may not read, the same bytes come to them at the same moments (${pairs} pairs)`, async () => {
  let altered = 0;
  for (let seed = 1; seed <= pairs; seed++) {
    const twins = await compareTwins(drawPlan(seed), seed);
    assert.deepEqual(twins.differing, [], `seed ${seed}`);
    altered += twins.altered;
  }
  assert.ok(altered > pairs, 'there were such words');
});

test('[T03] an answer that betrays how long the words of others are makes the worlds differ', async () => {
  const planted = () => {
    let length = 0;
    return {
      service: <S extends object>(service: S) => replaced(service, {
        push: async (subject: unknown, push: unknown) => {
          length += JSON.stringify(push).length;
          return (service as unknown as { push(a: unknown, b: unknown): Promise<unknown> }).push(subject, push);
        },
        pull: async (subject: unknown, request: unknown) => {
          const answer = await (service as unknown as { pull(a: unknown, b: unknown): Promise<{ server: object }> }).pull(subject, request);
          return { ...answer, server: { ...answer.server, load: length } };
        },
      } as unknown as Partial<S>),
    };
  };
  const found = [];
  for (let seed = 1; seed <= 4; seed++) found.push(...(await compareTwins(drawPlan(seed), seed, planted)).differing);
  assert.ok(found.length > 0);
});
