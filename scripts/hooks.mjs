// Puts the hooks of `lefthook.yml` into a clone. A package unpacked elsewhere, or a machine of CI, has nothing to commit.
import { existsSync } from 'node:fs';
import { execFileSync } from 'node:child_process';

if (existsSync('.git') && process.env.CI === undefined) {
  execFileSync(process.execPath, ['node_modules/lefthook/bin/index.js', 'install'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
