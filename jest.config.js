/** TypeScript runs as Node runs it: types stripped in place, so line numbers and coverage are the source's own. */
const typescript = {
  displayName: 'typescript',
  rootDir: import.meta.dirname,
  roots: ['<rootDir>/ts-src'],
  testMatch: ['**/__tests__/**/*.test.ts'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/scripts/lib/jest-strip-types.cjs' },
};

export default {
  coverageProvider: 'v8',
  projects: [typescript],
};
