// Integration tests: they boot the real API against the PostgreSQL of TEST_DATABASE_URL and the Redis of
// TEST_REDIS_URL, both started by scripts/with-services.mjs.
import { jestProject } from './scripts/lib/jest-project.mjs';

export default {
  ...jestProject({
    name: 'integration',
    folder: 'apps/api',
    environment: 'node',
    tests: 'test/**/*.test.ts',
  }),
  // Every suite boots an app and a schema of its own: two at a time keep two cores busy and latencies honest.
  maxWorkers: 2,
  // Milliseconds.
  testTimeout: 20_000,
};
