import { defineConfig, devices } from '@playwright/test';
import { BROWSER_ARGS } from './fixtures/browser-args.js';

/** Debian's Chromium, or whichever the machine has: scripts/with-services.mjs finds it. */
const executablePath = process.env.CHROMIUM_PATH;

/** What is judged there to a tenth of a second, or by what a player does within seconds, has the machine for itself. */
const EXACT =
  /(buffering|dash|live|local-files|mishaps|player-js|reconnect|rutube|streams|sync-sheet|voice|voice-ways|watching|webm)\.spec\.ts$/;

export default defineConfig({
  testDir: 'specs',
  projects: [
    { name: 'exact', testMatch: EXACT, outputDir: 'test-results/exact' },
    { name: 'others', testIgnore: EXACT, outputDir: 'test-results/others' },
  ],
  // `npm test` runs two of the others at once: most of their time they wait, as for a vendor that is slow.
  workers: 1,
  // By test, not by file, so that no worker is left with a long file at the end.
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  // A test that fails now and then is a fault to find, not to hide.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [['list'], ['json']] : [['list']],
  use: {
    ...devices['Pixel 7'],
    viewport: { width: 390, height: 844 },
    locale: 'ru-RU',
    timezoneId: 'Europe/Moscow',
    reducedMotion: 'reduce',
    // Without the pictures: a screencast of every page costs as much as what the pages do.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath !== undefined && { executablePath }),
      args: [
        ...BROWSER_ARGS,
        // Several pages share one window manager here; none of them may be slowed down for lying behind another.
        '--disable-backgrounding-occluded-windows',
        '--disable-renderer-backgrounding',
        '--disable-background-timer-throttling',
      ],
    },
  },
});
