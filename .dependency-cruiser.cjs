// Who may import whom: ARCHITECTURE.md in rules. scripts/check-dependencies.mjs runs them, and proves with
// scripts/fixtures/dependency-canary that every one of them still bites.
const path = require('node:path');

const TEST = '\\.test\\.tsx?$';
/** A file of a feature of the API: any folder of src but platform. The group is the feature's name. */
const API_FEATURE = '^apps/api/src/(?!platform/)([^/]+)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment:
        'Two files that need each other at run time are one file, or three. Types are erased before they run.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'not-resolvable',
      comment: 'What cannot be found cannot be checked.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-dev-dependency-in-source',
      comment: 'A production install has only `dependencies`.',
      severity: 'error',
      from: { path: '^(apps|packages)/[^/]+/src/', pathNot: TEST },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/@types/',
      },
    },
    {
      name: 'no-test-from-source',
      comment: 'Source does not know its tests.',
      severity: 'error',
      from: { path: '^(apps|packages)/[^/]+/src/', pathNot: TEST },
      to: { path: ['^(apps|packages)/[^/]+/test/', TEST] },
    },
    {
      name: 'shared-is-leaf',
      comment: 'The contract imports nothing: no package, no Node, no browser.',
      severity: 'error',
      from: { path: '^packages/shared/src/', pathNot: TEST },
      to: { pathNot: '^packages/shared/src/' },
    },
    {
      name: 'apps-are-apart',
      comment: "Apps meet on the wire and in packages/shared, never in each other's files.",
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/bench/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'bench-stays-outside',
      comment: 'The benches measure the product from outside, with the people of apps/e2e and apps/load.',
      severity: 'error',
      from: { path: '^apps/bench/' },
      to: { path: '^apps/', pathNot: ['^apps/bench/', '^apps/(e2e/fixtures|load/src)/'] },
    },
    {
      name: 'platform-knows-no-feature',
      comment: 'The platform would serve another product just as well.',
      severity: 'error',
      from: { path: '^apps/api/src/platform/' },
      to: { path: API_FEATURE },
    },
    {
      name: 'no-feature-to-feature',
      comment: 'A feature gets another feature from app.ts; at most it names the type of its service.',
      severity: 'error',
      from: { path: API_FEATURE, pathNot: TEST },
      to: { path: API_FEATURE, pathNot: '^apps/api/src/$1/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'feature-types-come-from-the-service',
      comment:
        'The public type of a feature is <feature>/<feature>.service.ts; the rest is its own business.',
      severity: 'error',
      from: { path: API_FEATURE, pathNot: TEST },
      to: {
        path: API_FEATURE,
        pathNot: ['^apps/api/src/$1/', '^apps/api/src/([^/]+)/\\1\\.service\\.ts$'],
        dependencyTypes: ['type-only'],
      },
    },
    {
      name: 'only-app-wires',
      comment: 'app.ts is the one place where features come together.',
      severity: 'error',
      from: { path: '^apps/api/src/[^/]+\\.ts$', pathNot: ['^apps/api/src/(app|main)\\.ts$', TEST] },
      to: { path: API_FEATURE, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-main-imports-app',
      comment: 'Nothing that the composition root composes reaches back into it.',
      severity: 'error',
      from: { path: '^apps/api/src/', pathNot: ['^apps/api/src/((operator|bot)/)?main\\.ts$', TEST] },
      to: { path: '^apps/api/src/(app|main)\\.ts$' },
    },
    {
      name: 'bot-is-a-process',
      comment: 'The bot runs on its own: it shares the platform and the contract with the API, and no state.',
      severity: 'error',
      from: { path: '^apps/api/src/', pathNot: ['^apps/api/src/bot/', TEST] },
      to: { path: '^apps/api/src/bot/' },
    },
    {
      name: 'grammy-only-in-bot',
      comment: 'One process speaks to the Bot API, so that one place keeps to its limits.',
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: '^apps/api/src/bot/' },
      to: { path: ['node_modules/grammy/', '^grammy(/|$)'] },
    },
    {
      name: 'features-are-islands',
      comment: 'A feature of the Mini App never imports another; app/ composes them.',
      severity: 'error',
      from: { path: '^apps/web/src/features/([^/]+)/' },
      to: { path: '^apps/web/src/features/', pathNot: '^apps/web/src/features/$1/' },
    },
    {
      name: 'web-layers',
      comment: 'realtime, telegram, ui, lib and i18n lie below the features, and the features below app.',
      severity: 'error',
      from: { path: '^apps/web/src/(realtime|telegram|ui|lib|i18n)/' },
      to: { path: '^apps/web/src/(features|app)/' },
    },
    {
      name: 'features-know-no-app',
      comment: 'app/ composes features, so no feature may need app/.',
      severity: 'error',
      from: { path: '^apps/web/src/features/' },
      to: { path: '^apps/web/src/app/' },
    },
    {
      name: 'sdk-only-in-telegram',
      comment: 'One adapter, so that the SDK can be replaced, and faked in one place.',
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: '^apps/web/src/telegram/' },
      to: { path: ['node_modules/@twa-dev/', '^@twa-dev/'] },
    },
    {
      name: 'socket-only-in-realtime',
      comment: 'The Mini App has one socket, and one place that owns it.',
      severity: 'error',
      from: { path: '^apps/web/src/', pathNot: ['^apps/web/src/realtime/', TEST] },
      to: {
        path: ['node_modules/socket\\.io-client/', '^socket\\.io-client'],
        dependencyTypesNot: ['type-only'],
      },
    },
  ],
  options: {
    // Type-only imports count: a rule that looked at run time alone would let every layer know every other.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: path.join(__dirname, 'tsconfig.depcruise.json') },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|dist-test|dist-types|coverage|test-results|playwright-report)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@watchparty/source', 'import', 'types', 'node', 'browser', 'default'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
