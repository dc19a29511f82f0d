import { defineConfig, devices } from '@playwright/test';
import { BROWSER_ARGS } from './fixtures/browser-args.js';

/** Debian's Chromium, or whichever the machine has: scripts/with-services.mjs finds it. */
const executablePath = process.env.CHROMIUM_PATH;

export default defineConfig({
  testDir: 'specs',
  outputDir: 'test-results',
  // Two or three pages that decode video at once are all that two cores keep up with.
  workers: 1,
  fullyParallel: false,
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
    trace: 'retain-on-failure',
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
