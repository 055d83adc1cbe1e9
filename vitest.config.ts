import { defineConfig } from 'vitest/config';

/** These also run on a real PostgreSQL, which only their project starts: all other runs stay free of it. */
const onDatabases = ['server/ledger/**/*.test.ts', 'server/commands/**/*.databases.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 20_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'server/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...onDatabases],
        },
      },
      {
        extends: true,
        test: { name: 'databases', include: onDatabases, globalSetup: ['server/ledger/testing/postgres.ts'] },
      },
    ],
  },
});
