import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const long = process.env.GUONG_SANG_LONG === '1'

/** What takes longest, in the order in which it begins. */
const LONGEST = [
  'test/long/',
  'test/stories/on-',
  'test/e2e/lesson',
  'test/crash/',
  'test/e2e/',
  'test/store/postgres/',
  'test/store/',
  'test/stories/',
  'test/attack/',
  'test/content/',
  'test/main',
  'test/simulation/turn-seat',
  'test/web/desk-addresses',
  'test/services/demo',
]

/** Begins with what takes longest, so that no worker is left alone with it at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST.findIndex((part) => moduleId.includes(part))
      return at === -1 ? LONGEST.length : at
    }
    // oxlint-disable-next-line unicorn/no-array-sort -- a method of vitest, not of an array
    const known = await super.sort(files)
    return known.toSorted((one, other) => rank(one) - rank(other))
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Every lesson in the browser is a walk of its own, with pictures to look at: npm run lessons:play.
    exclude: long ? (process.env.SHOTS ? [] : ['test/long/every-lesson.test.ts']) : ['test/long/**'],
    globalSetup: ['test/support/database-server.ts'],
    setupFiles: ['test/support/seeds.ts'],
    sequence: { sequencer: LongestFirst },
    pool: 'forks',
    // The files of a worker share their modules: importing them anew took a quarter of the time.
    isolate: false,
    // More than processors: much of the time is waiting for PostgreSQL, browsers and other processes. Whole provinces
    // take more memory.
    maxWorkers: long ? 3 : 4,
    // A test that runs away is stopped before the machine is; more room for what is young takes 6 % less of a processor.
    execArgv: ['--max-old-space-size=2500', '--max-semi-space-size=64'],
    // A slow machine is no failure: these are far above what was measured.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 40_000 } },
  },
})
