import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DemoError } from './demo-error.js';
import { type Demo, startDemo } from './server.js';

const usualPort = 4173;
const defaultFolder = fileURLToPath(new URL('../../.cordee/demo', import.meta.url));

/** What was typed and set, as options of the demonstration. */
function readOptions(args: readonly string[], env: NodeJS.ProcessEnv) {
  const unknown = args.find((arg) => arg !== '--fresh');
  if (unknown)
    throw new DemoError(`"${unknown}" is not an option: there is only --fresh, which begins the demonstration again.`);
  const port = Number(env['PORT'] ?? usualPort);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new DemoError(`PORT is "${env['PORT']}": give a number from 0 to 65535.`);
  return {
    port,
    fresh: args.includes('--fresh'),
    dataFolder: env['CORDEE_DATA_DIR'] || defaultFolder,
    templatesFolder: env['CORDEE_TEMPLATES'] || undefined,
    say: (sentence: string) => console.log(sentence),
  };
}

function describe({ url, dataFolder }: Demo): string {
  const folder = relative(process.cwd(), dataFolder);
  return `
Cordée in the intranet of Valmonte, an invented company

  Everybody       ${url}/
  Inès            ${url}/as/ines
  Marc, her coach ${url}/as/marc     in a private window, to be two people at once

  Kept in         ${folder.startsWith('..') ? dataFolder : folder}
                  What is called sent is on the disk; it survives a stop and a crash.
                  Begin again with: npm start -- --fresh
  Reached from    this machine only. There is no password: whoever opens it can be anybody.
  Stop            Ctrl+C
`;
}

async function main(): Promise<void> {
  const demo = await startDemo(readOptions(process.argv.slice(2), process.env));
  console.log(describe(demo));
  let isClosing = false;
  const stop = (): void => {
    // npm passes the terminal's Ctrl+C on once more.
    if (isClosing) return;
    isClosing = true;
    void demo.close().then(() => {
      console.log('Closed.');
      process.exit(0);
    });
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

main().catch((error: unknown) => {
  if (!(error instanceof DemoError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
});
