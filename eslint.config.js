import js from '@eslint/js';
import globals from 'globals';
import importX from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const TYPED = ['**/*.{ts,tsx}'];
const SCRIPTS = ['**/*.{js,mjs,cjs}'];
const SOURCES = ['apps/api/src/**', 'apps/web/src/**', 'packages/*/src/**'];
const TESTS = ['**/*.test.{ts,tsx}', 'apps/api/test/**/*.ts', 'apps/e2e/**/*.ts'];
// Their tools load them by their default export.
const CONFIGS = ['**/*.config.{js,mjs,ts}'];

/** @type {import('eslint').Linter.Config[]} */
export default [
  {
    ignores: [
      '**/dist*/',
      '**/node_modules/',
      'coverage/',
      '.data/',
      '**/test-results/',
      '**/playwright-report/',
      'apps/web/public/samples/',
      'scripts/fixtures/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  js.configs.recommended,
  ...[...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked].map((config) => ({
    ...config,
    files: TYPED,
  })),
  {
    files: TYPED,
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        // A default that says what happens to the rest is a decision, and `assertNever` there is checked by tsc.
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      // Packages describe their classes as interfaces, as winston's transports do.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // What factories return are closures: their methods know no `this` to lose.
      '@typescript-eslint/unbound-method': 'off',
      // A port's in-memory twin has async methods with nothing to wait for.
      '@typescript-eslint/require-await': 'off',
    },
  },

  {
    plugins: { 'import-x': importX },
    rules: {
      eqeqeq: 'error',
      'import-x/no-default-export': 'error',
      'import-x/no-duplicates': 'error',
      'import-x/no-mutable-exports': 'error',
    },
  },
  {
    files: SCRIPTS,
    languageOptions: { globals: globals.node, sourceType: 'module' },
    rules: { 'no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }] },
  },
  { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs' } },
  // The sample video is drawn by a page in Chromium, and the start script is a page's own.
  {
    files: ['scripts/samples/*.mjs', 'apps/web/src/shell/*.js'],
    languageOptions: { globals: globals.browser },
  },
  { files: CONFIGS, rules: { 'import-x/no-default-export': 'off' } },
  // One stands in for a style sheet, the other is a reporter: Jest takes both so.
  {
    files: ['scripts/lib/{css-stub,begun-files-reporter}.mjs'],
    rules: { 'import-x/no-default-export': 'off' },
  },

  {
    files: SOURCES,
    rules: {
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Settings come from config.ts, handed in as Config.' },
      ],
    },
  },
  { files: ['apps/api/src/config.ts'], rules: { 'no-restricted-properties': 'off' } },
  { ...reactHooks.configs.flat.recommended, files: ['apps/web/src/**/*.{ts,tsx}'] },

  {
    files: TESTS,
    rules: {
      'no-console': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  // A Playwright fixture without dependencies must be written `async ({}, use) => ...`, and its `use` is no hook.
  {
    files: ['apps/e2e/**/*.ts'],
    rules: { 'no-empty-pattern': 'off' },
  },
];
