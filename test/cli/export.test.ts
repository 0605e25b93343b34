import { execFile } from 'node:child_process'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BadArgument } from '../../src/cli/answer.js'
import { exportRelease, runExport } from '../../src/cli/export.js'
import { readConfig } from '../../src/config.js'
import { FILE_FORMATS } from '../../src/domain/figures-file.js'
import { WRITERS } from '../../src/reports/files.js'
import { releaseReport } from '../../src/reports/release-report.js'
import { type Pool, createPool } from '../../src/store/pool.js'
import { createReleases } from '../../src/store/releases.js'
import { AREAS, earlierOf, longAn, planOf, proficientIn, thaiNguyen } from '../reports/small-release.js'
import { smallCurriculum } from '../support/bot/small-curriculum.js'
import { type TestDatabase, createDatabase } from '../support/database.js'
import { emptyTables } from '../support/empty-tables.js'
import { inLongRun } from '../support/long.js'

let database: TestDatabase
let pool: Pool
let dir: string
beforeAll(async () => {
  database = await createDatabase()
  pool = createPool(database.url, 2)
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'export-'))
})
afterEach(async () => {
  await rm(dir, { recursive: true })
  await emptyTables(pool)
})

const curriculum = {
  ...smallCurriculum(),
  areas: AREAS,
  plans: [planOf('long-an'), planOf('thai-nguyen')],
}
const NOW = new Date('2026-11-28T10:00:00+07:00')
const out = (name: string): string => join(dir, name)
const run = (args: string, isDemo = false): Promise<string> =>
  exportRelease(args.split(' '), { pool, curriculum, isDemo, clock: () => NOW })
const refusal = async (args: string): Promise<string> => {
  const error = await run(args).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(BadArgument)
  return (error as Error).message
}
const keepAll = async (): Promise<void> => {
  const releases = createReleases(pool)
  for (const [release, root] of [
    [thaiNguyen(), 'thai-nguyen'],
    [longAn(), 'long-an'],
  ] as const)
    for (const one of [...earlierOf(release, root), release])
      expect(await releases.keep({ release: one, redraws: new Map() })).toBe(true)
}

describe('an export', () => {
  it('writes what the reports say of what was kept, in each format, and notes it', async () => {
    await keepAll()
    const release = thaiNguyen()
    const report = releaseReport({
      plan: planOf('thai-nguyen'),
      release,
      earlier: earlierOf(release, 'thai-nguyen').map(proficientIn),
      areas: AREAS,
    })
    for (const format of FILE_FORMATS) {
      const file = out(`a.${format}`)
      const month = format === 'csv' ? '2026-10' : 'latest'
      const said = await run(`--plan thai-nguyen --release ${month} --format ${format} --out ${file}`)
      expect(said).toBe(`Đã ghi ${file}: Kế hoạch của tỉnh Thái Nguyên, tháng 2026-10.`)
      expect(Buffer.compare(await readFile(file), await WRITERS[format](report))).toBe(0)
    }
    expect((await readdir(dir)).toSorted()).toEqual(['a.csv', 'a.docx', 'a.json', 'a.xlsx'])
    const { rows } = await pool.query('select officer_id, action, facts, at from audit order by id')
    expect(rows).toEqual(
      FILE_FORMATS.map((format) => ({
        officer_id: null,
        action: 'export-figures',
        facts: { plan: 'thai-nguyen', month: '2026-10', format, data: 'real' },
        at: NOW,
      })),
    )
  })

  it('takes the month asked for, with the months before it', async () => {
    await keepAll()
    await run(`--plan long-an --release 2026-09 --format json --out ${out('a.json')}`)
    const read = JSON.parse(await readFile(out('a.json'), 'utf8')) as {
      thang: string
      bang: { id: string; dong: Record<string, unknown>[] }[]
    }
    expect(read.thang).toBe('Tháng 9 năm 2026')
    expect(read.bang.map(({ id }) => id)).toContain('bang-ke-hoach:tay-ninh')
    const rate = read.bang.find(({ id }) => id === 'nhip-tang:long-an')!
    expect(rate.dong[0]).toMatchObject({ that: 'chưa đủ 6 tháng số liệu cùng quy tắc' })
  })

  it('replaces an older file', async () => {
    await keepAll()
    await writeFile(out('a.csv'), 'cũ')
    await run(`--plan long-an --format csv --out ${out('a.csv')}`)
    expect(await readFile(out('a.csv'), 'utf8')).toContain('Tây Ninh')
  })
})

describe('a refusal', () => {
  it.each([
    ['--plan ha-noi --format csv --out x', 'Không có kế hoạch “ha-noi”; hiện có: long-an, thai-nguyen.'],
    ['--plan long-an --format pdf --out x', 'Không có định dạng “pdf”; hiện có: docx, xlsx, csv, json.'],
    [
      '--plan long-an --format toString --out x',
      'Không có định dạng “toString”; hiện có: docx, xlsx, csv, json.',
    ],
    [
      '--plan long-an --release 2026-13 --format csv --out x',
      '“2026-13” không phải là một tháng; viết latest hoặc YYYY-MM, ví dụ 2026-10.',
    ],
    ['--format csv --out x', 'Thiếu --plan, ví dụ --plan thai-nguyen.'],
    ['--plan long-an --out x', 'Thiếu --format: viết docx, xlsx, csv hoặc json.'],
    ['--plan long-an --format csv', 'Thiếu --out: tên tệp sẽ ghi.'],
    ['--plan long-an --formt csv', 'Không hiểu “--plan long-an --formt csv”; gõ --help để xem cách viết.'],
    ['--plan long-an --format csv --out x', 'Kế hoạch của tỉnh Long An chưa có tháng nào được công bố.'],
  ])('of %s is one sentence', async (args, sentence) => {
    expect(await refusal(args)).toBe(sentence)
  })

  it('names the months there are, and leaves the old file and no rest of a new one', async () => {
    await keepAll()
    await writeFile(out('a.csv'), 'cũ')
    const months = '2026-10, 2026-09, 2026-08, 2026-07, 2026-06, 2026-05, 2026-04'
    expect(await refusal(`--plan long-an --release 2025-01 --format csv --out ${out('a.csv')}`)).toBe(
      `Kế hoạch của tỉnh Long An: tháng 2025-01 chưa được công bố; các tháng đã có: ${months}.`,
    )
    expect(await refusal(`--plan long-an --format csv --out ${dir}/none/a.csv`)).toBe(
      `Không ghi được tệp ${dir}/none/a.csv: thư mục đó không có.`,
    )
    expect(await refusal(`--plan long-an --format csv --out ${dir}`)).toMatch(/: đó là một thư mục\.$/)
    expect(await readdir(dir)).toEqual(['a.csv'])
    expect(await readFile(out('a.csv'), 'utf8')).toBe('cũ')
  })

  it('leaves the old file when the export cannot be noted', async () => {
    await keepAll()
    await writeFile(out('a.csv'), 'cũ')
    await pool.query('alter table audit rename to audit_away')
    try {
      await expect(run(`--plan long-an --format csv --out ${out('a.csv')}`)).rejects.toThrow(/audit/)
    } finally {
      await pool.query('alter table audit_away rename to audit')
    }
    expect(await readFile(out('a.csv'), 'utf8')).toBe('cũ')
    expect(await readdir(dir)).toEqual(['a.csv'])
  })

  it('of the command is a sentence and exit code 1, without looking for a database', async () => {
    const none = () => {
      throw new Error('nothing to read')
    }
    expect(await runExport(['--help'], none)).toMatchObject({
      code: 0,
      output: expect.stringContaining('--release'),
    })
    expect(await runExport(['--plan', 'x'], none)).toEqual({
      code: 1,
      output: 'Thiếu --format: viết docx, xlsx, csv hoặc json.\n',
    })
    const bad = () => readConfig({ DATABASE_URL: 'nowhere' })
    const args = ['--plan', 'long-an', '--format', 'csv', '--out', out('a.csv')]
    expect(await runExport(args, bad)).toMatchObject({
      code: 1,
      output: expect.stringContaining('DATABASE_URL'),
    })
  })
})

describe('real figures and those of the demo', () => {
  it('are never in one file', async () => {
    const demo = {
      ...thaiNguyen(),
      isDemo: true,
      units: thaiNguyen().units.map((one) => ({ ...one, name: 'Bịa' })),
    }
    await createReleases(pool).keep({ release: demo, redraws: new Map() })
    expect(await refusal(`--plan thai-nguyen --format csv --out ${out('a.csv')}`)).toMatch(
      /chưa có tháng nào/,
    )
    await createReleases(pool).keep({ release: thaiNguyen(), redraws: new Map() })
    await run(`--plan thai-nguyen --format csv --out ${out('a.csv')}`)
    expect(await readFile(out('a.csv'), 'utf8')).not.toMatch(/DEMO|Bịa/)
  })
})

inLongRun(() =>
  describe('the command', () => {
    it('runs by npm beside nothing but a database', async () => {
      await keepAll()
      const env = { ...process.env, DATABASE_URL: database.url, SECRET: 's'.repeat(32) }
      const args = ['--import', 'tsx', 'src/cli/export.ts', '--plan', 'thai-nguyen', '--format', 'csv']
      const done = await new Promise<string>((resolve, reject) => {
        execFile(process.execPath, [...args, '--out', out('a.csv')], { env }, (error, stdout) =>
          error === null ? resolve(stdout) : reject(error),
        )
      })
      expect(done).toContain('tháng 2026-10')
      expect(await readFile(out('a.csv'), 'utf8')).toContain('Thái Nguyên')
    })
  }),
)
