import { parentPort } from 'node:worker_threads';
import { drawPlan } from './draw-plan.js';
import { plantedDefects } from './planted/index.js';
import type { Job } from './pool.js';
import { simulate } from './simulate.js';

parentPort?.on('message', (job: Job) => void work(job));

async function work({ seed, planted, isTwice }: Job): Promise<void> {
  const plan = drawPlan(seed);
  const defect = plantedDefects.find(({ name }) => name === planted);
  const result = await simulate(plan, { planted: defect?.make() });
  const again = isTwice ? await simulate(plan) : undefined;
  const isSame = again === undefined || again.traceHash === result.traceHash;
  const violation =
    result.violation ?? (isSame ? undefined : { rule: 'T01', message: 'the same seed went another way' });
  parentPort?.postMessage({ ...result, violation, planted });
}
