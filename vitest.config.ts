import { defineConfig } from 'vitest/config'

// Two kinds of tests. Most are pure functions and in-memory stores: they share threads and modules, which is several
// times faster. Those that start processes (*.process.test.ts) get a process of their own and longer time-outs.
const folders = ['src', 'agents', 'examples', 'test']
const tests = folders.map((folder) => `${folder}/**/*.test.ts`)
const processTests = folders.map((folder) => `${folder}/**/*.process.test.ts`)
const notTests = ['**/node_modules/**', '**/dist/**', '**/fixtures/**', '**/.twelvefold/**']

export default defineConfig({
  test: {
    // Made once for both kinds: fails the run if a test leaves a folder behind.
    globalSetup: ['test/temporary-root.ts'],
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: tests,
          exclude: [...notTests, ...processTests],
          setupFiles: ['test/leak-check.ts'],
          pool: 'threads',
          isolate: false,
          testTimeout: 10_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'process',
          include: processTests,
          exclude: notTests,
          setupFiles: ['test/leak-check.ts'],
          pool: 'forks',
          isolate: true,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
