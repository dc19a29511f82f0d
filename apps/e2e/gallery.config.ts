import { defineConfig } from '@playwright/test';
import tests from './playwright.config.js';

/** Photographs the app for README.md and docs/gallery: `pnpm build && pnpm gallery`. */
export default defineConfig({
  ...tests,
  testDir: 'gallery',
  testMatch: /\.gallery\.ts$/,
  projects: [{ name: 'gallery', outputDir: 'test-results/gallery' }],
});
