import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');

/**
 * The settings that every Jest project of this workspace shares: native ESM, TypeScript stripped by swc (types are
 * tsc's matter), and @watchparty/shared read from its sources, so that no test needs a build.
 *
 * @param {{ name: string, folder: string, environment: 'node' | 'jsdom', tests: string }} project
 *   `folder` is relative to the root, `tests` is a glob relative to that folder
 */
export function jestProject({ name, folder, environment, tests }) {
  return {
    displayName: name,
    rootDir: path.join(ROOT, folder),
    testMatch: [`<rootDir>/${tests}`],
    testEnvironment: environment,
    testEnvironmentOptions: {
      // Jest would wrap what libraries keep on the global object, again for each file, until the stack overflows.
      globalsCleanup: 'off',
      customExportConditions: [
        '@watchparty/source',
        environment === 'jsdom' ? 'browser' : 'node',
        'node-addons',
      ],
    },
    extensionsToTreatAsEsm: ['.ts', '.tsx'],
    transform: {
      '\\.tsx?$': [
        '@swc/jest',
        {
          jsc: {
            parser: { syntax: 'typescript', tsx: true },
            transform: { react: { runtime: 'automatic' } },
            target: 'es2022',
            // Node wants to read `with { type: 'json' }` itself.
            experimental: { keepImportAttributes: true },
          },
          module: { type: 'es6' },
        },
      ],
    },
    moduleNameMapper: {
      // A style sheet has no meaning under Jest: `styles.anything` is 'anything'.
      '\\.css$': path.join(import.meta.dirname, 'css-stub.mjs'),
      // Sources import './x.js', as Node wants it after the build; here the file is still x.ts.
      '^(\\.{1,2}/.*)\\.js$': '$1',
    },
  };
}
