// Chaos: real processes that are killed, paused and cut off under load. Needs the build; redis-server and nginx are
// found or installed by scripts/with-services.mjs.
import { jestProject } from './scripts/lib/jest-project.mjs';

export default {
  ...jestProject({
    name: 'chaos',
    folder: 'apps/load',
    environment: 'node',
    tests: 'chaos/**/*.test.ts',
  }),
  // Every suite starts an installation of its own, and waits most of its time.
  maxWorkers: 2,
  // Milliseconds.
  testTimeout: 150_000,
};
