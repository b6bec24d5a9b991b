// Keeps one process of the demonstration's server: each new one waits for the last to have closed its database.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('demo-process.mjs', import.meta.url));

/** @param onEnd Called when it ends without having been asked to. */
export function createDemoServer({ bundle, dataFolder, args, onEnd }) {
  let child;
  const stop = async () => {
    const running = child;
    child = undefined;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const gone = once(running, 'exit');
    running.kill('SIGTERM');
    await gone;
  };
  return {
    stop,
    /** Gives the port of the new one, or what kept it from starting. Options as --fresh are for the first start only. */
    async restart() {
      await stop();
      const started = fork(script, [bundle, dataFolder, ...args.splice(0)], { execArgv: ['--enable-source-maps'] });
      child = started;
      return new Promise((resolve) => {
        started.once('message', resolve);
        started.once('exit', (code) => {
          resolve({ problem: `The server ended with ${code} before it answered: the terminal has its words.` });
          if (child === started) onEnd(`The server ended with ${code}: the terminal has its words.`);
        });
      });
    },
  };
}
