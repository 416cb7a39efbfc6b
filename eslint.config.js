import js from '@eslint/js';
import lwcConfig from '@salesforce/eslint-config-lwc';
import typescript from 'typescript-eslint';

/** Which folder of ts-src may not import which: the arrows of docs/architecture.md. A folder's index.ts is its door. */
const product = ['**/connectors/**', '**/cli/**', '**/demo-data/**', '**/rules/**'];
const boundaries = [
  ['ts-src/rules/**', ['**/rules-build/**', '**/connectors/**', '**/local-org/**', '**/cli/**'], 'rules import nothing of the project'],
  ['ts-src/rules-build/{graph,pack,emit,engines,golden}/**', ['**/connectors/**', '**/local-org/**', '**/cli/**'], 'compiling rules needs no org'],
  ['ts-src/connectors/**', ['**/local-org/**', '**/cli/**', '**/demo-data/**'], 'connectors know an org only through jsforce'],
  ['ts-src/proof/**', ['**/epcis/**', '**/connectors/**', '**/local-org/**', '**/cli/**'], 'a proof needs no org'],
  ['ts-src/certificate/**', ['**/connectors/**', '**/local-org/**', '**/cli/**'], 'a certificate needs no org'],
  ['ts-src/epcis/**', ['**/local-org/**', '**/cli/**'], 'EPCIS reaches an org only through the connectors'],
  ['ts-src/local-org/**', product, 'the local org knows nothing of the product'],
  ['ts-src/local-org/values/**', [...product, '**/apex/**', '**/data/**', '**/execution/**', '**/api/**'], 'values are a leaf'],
  ['ts-src/local-org/data/**', [...product, '**/apex/**', '**/flow/**', '**/api/**', '**/lwc/**'], 'data reaches code through its hooks only'],
  ['ts-src/local-org/apex/**', [...product, '**/data/**', '**/api/**', '**/lwc/**'], 'Apex reaches data through execution/context.ts only'],
].map(([files, group, message]) => ({
  files: [files],
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group, message }] }] },
}));

export default [
  { ignores: ['node_modules/', 'coverage/', '.loop/', '**/staticresources/**', 'force-app/main/default/'] },
  {
    files: ['ts-src/**/*.ts'],
    ...js.configs.recommended,
  },
  ...typescript.configs.strict.map((config) => ({ ...config, files: ['ts-src/**/*.ts'] })),
  {
    files: ['ts-src/**/*.ts'],
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-undef': 'off', // tsc knows
      'no-control-regex': 'off', // text formats are told apart by control characters
      '@typescript-eslint/no-non-null-assertion': 'off', // bounds are proved by the line above; noUncheckedIndexedAccess asks everywhere
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  ...boundaries,
  { files: ['scripts/**/*.mjs', '*.js'], ...js.configs.recommended, languageOptions: { globals: { process: 'readonly', setInterval: 'readonly', clearInterval: 'readonly', console: 'readonly' } } },
  ...lwcConfig.configs.recommended.map((config) => ({ ...config, files: ['force-app/**/lwc/**/*.js'] })),
  {
    // A page and its wires do not see a private field change: another record would show the last one's data.
    files: ['force-app/**/lwc/**/*.js'],
    rules: { 'no-restricted-syntax': ['error', { selector: 'MethodDefinition[kind="get"]:has(Decorator) ReturnStatement > MemberExpression > PrivateName, MethodDefinition[kind="get"]:has(Decorator) ReturnStatement > MemberExpression > PrivateIdentifier', message: 'A public property that lies in a private field is not reactive: keep it in a plain field.' }] },
  },
  // The page host's own components: the platform's part, so the platform's rules for customers' code do not all apply.
  ...lwcConfig.configs.base.map((config) => ({ ...config, files: ['ts-src/local-org/lwc/{browser,shell}/**/*.js', 'ts-src/**/fixture/**/lwc/**/*.js'], rules: { ...config.rules, '@lwc/lwc/no-unknown-wire-adapters': 'off' } })),
  {
    files: ['force-app/**/lwc/**/__tests__/**/*.js'],
    rules: { '@lwc/lwc/no-unexpected-wire-adapter-usages': 'off', '@lwc/lwc/no-async-operation': 'off' },
    languageOptions: { globals: { describe: 'readonly', it: 'readonly', test: 'readonly', expect: 'readonly', jest: 'readonly', beforeEach: 'readonly', afterEach: 'readonly', require: 'readonly', document: 'readonly', CustomEvent: 'readonly', Promise: 'readonly' } },
  },
];
