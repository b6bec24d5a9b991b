import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { drawPlan } from './draw-plan.js';
import { plantedDefects } from './planted/index.js';
import { type Job, type JobResult, runJobs } from './pool.js';
import { shrink } from './shrink.js';
import { simulate } from './simulate.js';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    from: { type: 'string', default: '1' },
    workers: { type: 'string' },
    twice: { type: 'string', default: '0' },
    seed: { type: 'string' },
    trace: { type: 'boolean', default: false },
    planted: { type: 'boolean', default: false },
    defect: { type: 'string' },
    'no-shrink': { type: 'boolean', default: false },
  },
});

const folder = 'test/simulation/regressions';
const tellEveryMs = 10_000;
const workers = values.workers === undefined ? undefined : Number(values.workers);
const line = (text: string): void => void process.stdout.write(`${text}\n`);

function tell({ seed, violation, events, texts, quietAfterMs, traceHash }: JobResult): void {
  line(
    violation === undefined
      ? `seed ${seed}: all holds. ${events} events, ${texts.acknowledged} texts acknowledged, ${texts.applied} taken, quiet after ${quietAfterMs} ms, trace ${traceHash.slice(0, 16)}`
      : `seed ${seed}: ${violation.message}`,
  );
}

/** One seed, from the first event to the last, on the screen if asked. */
async function one(seed: number): Promise<boolean> {
  const defect = plantedDefects.find(({ name }) => name === values.defect);
  const plan = drawPlan(seed);
  const result = await simulate(plan, {
    planted: defect?.make(),
    ...(values.trace ? { onTrace: (text: string) => void process.stdout.write(text) } : {}),
  });
  tell(result);
  if (result.violation === undefined) return true;
  if (!values.trace && !values['no-shrink']) await keep(seed, result.violation.rule);
  return false;
}

/** Makes the failure small, and writes it where the tests look for what must not happen again. */
async function keep(seed: number, rule: string): Promise<void> {
  const plan = drawPlan(seed);
  const small = await shrink(plan, rule);
  mkdirSync(folder, { recursive: true });
  const path = `${folder}/${seed}.json`;
  writeFileSync(path, `${JSON.stringify(small, undefined, 1)}\n`);
  line(`  ${plan.actions.length} actions became ${small.actions.length}: ${path}`);
}

async function many(first: number, count: number, twice: number): Promise<boolean> {
  const failed: JobResult[] = [];
  const startedMs = performance.now();
  const ended = new Set<number>();
  let [next, toldMs] = [first, startedMs];
  let [done, events, acknowledged, slowestMs] = [0, 0, 0, 0];
  const jobs = (function* (): Generator<Job> {
    for (let at = 0; at < count; at++) yield { seed: first + at, isTwice: at < twice };
  })();
  await runJobs(
    jobs,
    (result) => {
      done += 1;
      events += result.events;
      acknowledged += result.texts.acknowledged;
      slowestMs = Math.max(slowestMs, result.quietAfterMs);
      if (result.violation !== undefined) {
        failed.push(result);
        tell(result);
      }
      ended.add(result.seed);
      while (ended.delete(next)) next += 1;
      const nowMs = performance.now();
      if (done < count && nowMs - toldMs > tellEveryMs) {
        toldMs = nowMs;
        line(
          `${done} of ${count} seeds, ${failed.length} failed, ${seconds(startedMs)} s; goes on from here with --from ${next} --seeds ${first + count - next}`,
        );
      }
      return 'go on';
    },
    workers,
  );
  line(
    `${done} seeds${twice > 0 ? `, ${twice} of them twice` : ''}: ${failed.length} failed. ${events} events, ${acknowledged} texts acknowledged, quiet after at most ${slowestMs} ms, ${seconds(startedMs)} s`,
  );
  const [worst] = failed;
  if (worst?.violation !== undefined && !values['no-shrink'] && worst.violation.rule !== 'T01')
    await keep(worst.seed, worst.violation.rule);
  return failed.length === 0;
}

/** Every planted defect must be noticed. */
async function planted(count: number): Promise<boolean> {
  let missed = 0;
  const looked = plantedDefects.filter((defect) => values.defect === undefined || defect.name === values.defect);
  for (const { name } of looked) {
    let found: JobResult | undefined;
    const jobs = Array.from({ length: count }, (_, at): Job => ({ seed: at + 1, planted: name })).values();
    await runJobs(
      jobs,
      (result) => {
        if (result.violation !== undefined && (found === undefined || result.seed < found.seed)) found = result;
        return found === undefined ? 'go on' : 'stop';
      },
      workers,
    );
    if (found === undefined) missed += 1;
    line(
      found === undefined
        ? `✗ ${name}: not noticed in ${count} seeds`
        : `✓ ${name}: seed ${found.seed}, ${found.violation?.message.slice(0, 160)}`,
    );
  }
  line(`${looked.length - missed} of ${looked.length} planted defects noticed`);
  return missed === 0;
}

const seconds = (sinceMs: number): string => ((performance.now() - sinceMs) / 1_000).toFixed(1);

const isGood =
  values.seed !== undefined
    ? await one(Number(values.seed))
    : values.planted
      ? await planted(Number(values.seeds ?? 500))
      : await many(Number(values.from), Number(values.seeds ?? 500), Number(values.twice));
process.exitCode = isGood ? 0 : 1;
