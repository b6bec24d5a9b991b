// Runs one tool of the project and says in one line how it went; its own output is shown only when it fails.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { delimiter } from 'node:path';
import { ProcessorTime } from './processor-time.mjs';

const path = `node_modules/.bin${delimiter}${process.env.PATH}`;

/** Exit code and all that the command wrote. */
export function capture(command, args = [], env = {}, onStart = () => {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: { ...process.env, PATH: path, ...env } });
    onStart(child.pid);
    let output = '';
    child.stdout.on('data', (data) => {
      output += data;
    });
    child.stderr.on('data', (data) => {
      output += data;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}

/** Runs the command under a label. Gives whether it succeeded. */
export async function step(label, command, args = [], env = {}) {
  const since = performance.now();
  const { code, output } = await capture(command, args, env);
  report(label, code === 0, since, code === 0 ? '' : output);
  return code === 0;
}

export function report(label, isGood, since, details = '') {
  console.log(`${isGood ? '✓' : '✗'} ${label} (${((performance.now() - since) / 1000).toFixed(1)} s)`);
  if (details) console.log(details.trimEnd().replaceAll(/^/gm, '  '));
}

/**
 * Runs jobs, the first of the list first, as many at a time as are asked for; beside them, one by one, those that mostly wait.
 * Gives of each whether it failed, how long it took, and how much of that the processor, in seconds.
 */
export async function runAll(jobs, atATime = Math.max(2, availableParallelism()), env = {}) {
  const processor = new ProcessorTime();
  const results = [];
  const work = async (queue) => {
    for (let job = queue.shift(); job; job = queue.shift()) {
      const [command, args] = job.command;
      const since = performance.now();
      let pid;
      const { code, output } = await capture(command, args, { ...env, ...job.env }, (its) =>
        processor.add((pid = its)),
      );
      report(job.name, code === 0, since, code === 0 ? '' : output);
      const seconds = (performance.now() - since) / 1000;
      results.push({ name: job.name, isFailed: code !== 0, seconds, processorSeconds: processor.of(pid) });
    }
  };
  const [waiting, computing] = [jobs.filter(({ waits }) => waits), jobs.filter(({ waits }) => !waits)];
  processor.start();
  await Promise.all([work(waiting), ...Array.from({ length: atATime }, () => work(computing))]);
  processor.stop();
  return results;
}
