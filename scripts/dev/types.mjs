// Looks at the types, again after each change. It takes seconds where the page takes a fraction of one, so nothing waits
// for it. Not `tsc --watch`: that one can miss what is saved while it compiles.
import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';

// `bin/tsc` starts this in a process of its own, which would go on when only `bin/tsc` is ended.
const { default: pathOfCompiler } = await import(
  pathToFileURL(resolve('node_modules/typescript/lib/getExePath.js')).href
);

const args = ['-p', 'scripts/dev/tsconfig.json', '--incremental', '--tsBuildInfoFile', 'build/dev/types.json'];

/** Lines of one error, which its indented ones explain. */
const errorsIn = (output) =>
  output
    .split(/\n(?=\S)/)
    .map((error) => error.trim())
    .filter((error) => / error TS\d+: /.test(error));

/** Calls `onResult` with the errors of each look, none when the types are right. */
export function createTypeCheck(onResult) {
  let running;
  const stop = () => {
    running?.kill('SIGKILL');
    running = undefined;
  };
  return {
    stop,
    /** Begins again: what is being looked at is out of date. */
    look() {
      stop();
      const child = spawn(pathOfCompiler(), [...args, '--pretty', 'false'], { stdio: ['ignore', 'pipe', 'inherit'] });
      running = child;
      let output = '';
      child.stdout.setEncoding('utf8').on('data', (data) => {
        output += data;
      });
      child.once('close', () => {
        if (running !== child) return;
        running = undefined;
        onResult(errorsIn(output));
      });
    },
  };
}
