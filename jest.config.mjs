// Unit tests: they sit beside the source that they test, need no services and no build.
import { jestProject } from './scripts/lib/jest-project.mjs';

export default {
  // Milliseconds: a deadline for what hangs, not a bar for what is slow.
  testTimeout: 20_000,
  projects: [
    jestProject({
      name: 'shared',
      folder: 'packages/shared',
      environment: 'node',
      tests: 'src/**/*.test.ts',
    }),
    jestProject({ name: 'api', folder: 'apps/api', environment: 'node', tests: 'src/**/*.test.ts' }),
    jestProject({ name: 'bench', folder: 'apps/bench', environment: 'node', tests: 'src/**/*.test.ts' }),
    jestProject({ name: 'load', folder: 'apps/load', environment: 'node', tests: 'src/**/*.test.ts' }),
    jestProject({
      name: 'web',
      folder: 'apps/web',
      environment: 'jsdom',
      tests: '{build,src}/**/*.test.{ts,tsx}',
    }),
  ],
};
