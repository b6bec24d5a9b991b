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
const isWhole = process.env.CORDEE_HOSTILE_WORDS === 'whole';
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
    // How much of a long list is tried: all of it at night.
    (context, next) => {
      if (context.path !== '/settings/hostile-words') return next();
      context.body = isWhole ? 'whole' : 'some';
    },
  ],
  testFramework: { config: { timeout: 10_000 } },
  testsFinishTimeout: isWhole ? 3_600_000 : 120_000,
  coverageConfig: { include: ['build/components/**/*.js'], reporters: ['text-summary', 'lcovonly'] },
};
