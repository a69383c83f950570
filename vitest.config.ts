import { defineConfig } from 'vitest/config';

// Rooms are read from their source, so the unit tests need no build. The others are Vite's own.
const conditions = ['linea-source', 'module', 'node', 'development|production'];

export default defineConfig({
  test: {
    reporters: ['default', './test/reporter.ts'],
    allowOnly: false, // An `it.only` left behind would silence every other test of its file.
    coverage: {
      include: ['packages/*/src/**', 'apps/*/src/**'],
      exclude: ['**/*.generated.ts', '**/*.test.{ts,tsx}', '**/*.testing.ts'],
    },
    projects: [
      {
        extends: true,
        resolve: { conditions },
        ssr: { resolve: { conditions } },
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.{ts,tsx}', 'apps/*/src/**/*.test.{ts,tsx}'],
          exclude: ['**/*.int.test.ts', '**/*.browser.test.ts'],
          isolate: false,
          setupFiles: 'test/seed.ts',
          testTimeout: 60_000, // Pure tests take milliseconds; a machine that is busy elsewhere must not fail them.
        },
      },
      {
        extends: true,
        resolve: { conditions },
        ssr: { resolve: { conditions } },
        test: {
          name: 'int', // Needs a database: PGlite, and a PostgreSQL that is installed where it is missing.
          include: ['{packages,apps}/*/src/**/*.int.test.ts', 'test/*/*.int.test.ts'],
          globalSetup: ['test/build.ts', 'test/provision/snapshot.ts', 'test/provision/postgres.ts'],
          setupFiles: 'test/seed.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        resolve: { conditions },
        ssr: { resolve: { conditions } },
        test: {
          name: 'browser', // Needs Chromium, installed where it is missing, and runs what a user would run.
          include: ['apps/web/src/**/*.browser.test.ts'],
          globalSetup: ['test/provision/chromium.ts', 'test/provision/demo.ts'],
          maxWorkers: 1,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'house',
          include: ['test/*.test.ts'],
          globalSetup: 'test/build.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
