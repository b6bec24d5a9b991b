// Runs one tool of the project and says in one line how it went; its own output is shown only when it fails.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { delimiter } from 'node:path';

const path = `node_modules/.bin${delimiter}${process.env.PATH}`;

/** Exit code and all that the command wrote. */
export function capture(command, args = [], env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: { ...process.env, PATH: path, ...env } });
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

/** Runs jobs, the first of the list first, as many at a time as are asked for. Gives the names of those that failed. */
export async function runAll(jobs, atATime = Math.max(2, availableParallelism()), env = {}) {
  const waiting = [...jobs];
  const failed = [];
  const work = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      const [command, args] = job.command;
      if (!(await step(job.name, command, args, { ...env, ...job.env }))) failed.push(job.name);
    }
  };
  await Promise.all(Array.from({ length: atATime }, work));
  return failed;
}
