// Everything that can be known without running the product: types, lint, import rules, lock file, the manifest and
// the package as others will install it. All checks run, then the exit code says whether one failed.
import { buildAndDescribe, checks } from './checks.mjs';
import { runAll } from './run.mjs';

const rules = { name: 'Import rules', command: [process.execPath, ['--test', 'build/test/architecture.test.js']] };

const isBuilt = await buildAndDescribe();
const results = await runAll([...checks, rules]);
process.exitCode = isBuilt && !results.some(({ isFailed }) => isFailed) ? 0 : 1;
