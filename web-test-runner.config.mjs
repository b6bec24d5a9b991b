// Browser tests run on what tsc emitted: the same JavaScript that is published, with maps back to the sources.
import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { chromium, firefox } from './scripts/browser.mjs';
import { webkitLauncher } from './scripts/webkit-launcher.mjs';

const browsers = {
  chromium: async () => chromeLauncher({ launchOptions: await chromium() }),
  firefox: async () => chromeLauncher({ puppeteer, concurrency: 1, launchOptions: firefox() }),
  webkit: async () => webkitLauncher(),
};
const hostileTurns = Number(process.env.CORDEE_HOSTILE_TURNS ?? 5);
const wanted = (process.env.BROWSERS ?? 'chromium').split(',');

/** A browser that is not there is said in one sentence. */
async function launcherOf(name) {
  try {
    return await browsers[name]();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}

export default {
  files: 'build/test/**/*.browser.test.js',
  nodeResolve: { exportConditions: ['production', 'browser', 'default'] },
  concurrency: 2,
  browsers: await Promise.all(wanted.map(launcherOf)),
  // The same files once more under other addresses: what a page gets that holds several copies of the package.
  middleware: [
    (context, next) => {
      context.url = context.url.replace(/^\/copy-\d+(?=\/)/, '');
      return next();
    },
    // How often each view is filled from a long list: with every text in every field at night.
    (context, next) => {
      if (context.path !== '/settings/hostile-turns') return next();
      context.body = String(hostileTurns);
    },
  ],
  testFramework: { config: { timeout: 10_000 } },
  testsFinishTimeout: Math.max(120_000, hostileTurns * 10_000),
  coverageConfig: { include: ['build/components/**/*.js'], reporters: ['text-summary', 'lcovonly'] },
};
