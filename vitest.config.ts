import { defineConfig } from 'vitest/config'

const long = process.env.GUONG_SANG_LONG === '1'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: long ? [] : ['test/long/**'],
    globalSetup: ['test/support/database-server.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // A test that runs away is stopped before the machine is.
    execArgv: ['--max-old-space-size=1500'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
