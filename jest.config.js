import { createRequire } from 'node:module';

const { jestConfig: lwcJestConfig } = createRequire(import.meta.url)('@salesforce/sfdx-lwc-jest/config');

/** TypeScript runs as Node runs it: types stripped in place, so line numbers and coverage are the source's own. */
const typescript = {
  displayName: 'typescript',
  rootDir: import.meta.dirname,
  roots: ['<rootDir>/ts-src'],
  testMatch: ['**/__tests__/**/*.test.ts'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/scripts/lib/jest-strip-types.cjs' },
  modulePathIgnorePatterns: ['<rootDir>/.loop/'],
  setupFilesAfterEnv: ['<rootDir>/scripts/lib/jest-timeout.mjs'],
};

/** Components run in jsdom with the platform's modules stubbed. Without --experimental-vm-modules: they are compiled to CommonJS. */
const lwc = {
  ...lwcJestConfig,
  displayName: 'lwc',
  rootDir: import.meta.dirname,
  roots: ['<rootDir>/force-app'],
  testMatch: ['**/__tests__/**/*.test.js'],
  moduleNameMapper: {
    ...lwcJestConfig.moduleNameMapper,
    '^lightning/(navigation|mobileCapabilities)$': '<rootDir>/scripts/lib/jest-stubs/lightning/$1.js',
    '^lwc-test$': '<rootDir>/scripts/lib/jest-stubs/lwc-test.js',
  },
  setupFilesAfterEnv: ['<rootDir>/scripts/lib/jest-lwc-setup.cjs'],
  modulePathIgnorePatterns: ['<rootDir>/.loop/'],
};

/** Whole journeys in a real browser against a running local org. */
const journeys = { ...typescript, displayName: 'journeys', testMatch: ['**/__journeys__/**/*.test.ts'] };

export default {
  projects: [typescript, lwc, journeys],
};
