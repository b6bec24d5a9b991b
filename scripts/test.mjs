// `npm test`: everything that can fail because of a change, in ten minutes on two cores with packages from npm alone.
// It is built once; then as many jobs run side by side as there are cores, and beside them one that mostly waits.
//   npm test                       all of it
//   npm test -- simulation store/  only the jobs with that in their names
import { availableParallelism } from 'node:os';
import { buildAndDescribe, checks } from './checks.mjs';
import { runAll } from './run.mjs';
import { shortJobs } from './test/plan.mjs';

const parts = process.argv.slice(2).map((part) => part.toLowerCase());
const all = [...checks, ...shortJobs()];
const jobs = all.filter(({ name }) => parts.length === 0 || parts.some((part) => name.toLowerCase().includes(part)));
const unknown = parts.filter((part) => !all.some(({ name }) => name.toLowerCase().includes(part)));
if (unknown.length > 0) {
  console.error(`No job has this in its name: ${unknown.join(', ')}. All tests in a browser are one job, "chromium".`);
  process.exit(1);
}

const since = performance.now();
const isBuilt = await buildAndDescribe();
const results = await runAll(jobs, Math.max(2, availableParallelism()), { CORDEE_COMPILED: '1' });
const failed = results.filter(({ isFailed }) => isFailed).map(({ name }) => name);
const minutes = ((performance.now() - since) / 60_000).toFixed(1);
console.log('\nWhat took longest, in seconds, and of those the processor’s (of all its processes, so it may be more):');
for (const { name, seconds, processorSeconds } of results.toSorted((a, b) => b.seconds - a.seconds).slice(0, 10))
  console.log(`  ${seconds.toFixed(0).padStart(4)} ${processorSeconds.toFixed(0).padStart(4)}  ${name}`);
console.log(`\n${jobs.length - failed.length} of ${jobs.length} passed in ${minutes} min`);
for (const name of failed) console.log(`✗ ${name}`);
if (!isBuilt) console.log('✗ The build, or the manifest: see above.');
process.exitCode = isBuilt && failed.length === 0 ? 0 : 1;
