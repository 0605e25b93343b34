import { rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Config, readConfig } from '../config.js'
import { loadCurriculum } from '../content/load.js'
import type { Curriculum, Plan } from '../domain/curriculum.js'
import { csv } from '../reports/csv.js'
import { json } from '../reports/json.js'
import { type ReleaseReport, releaseReport } from '../reports/release-report.js'
import { makeDemo } from '../services/demo.js'
import { toldRelease } from '../services/told-release.js'
import { audit } from '../store/audit.js'
import type { Pool } from '../store/pool.js'
import { createPublished, createReleases } from '../store/releases.js'
import { type Answer, BadArgument, answering, finish } from './answer.js'
import { onDatabase } from './database.js'

const HELP = `Xuất số liệu đã công bố của một tháng, theo bảng của kế hoạch.

  npm run export -- --plan thai-nguyen --release latest --format csv --out so-lieu.csv
  npm run export -- --plan long-an --release 2026-10 --format json --out so-lieu.json

  --plan      thai-nguyen hoặc long-an
  --release   latest (tháng mới nhất, khi không ghi) hoặc YYYY-MM
  --format    csv (mở được bằng Excel) hoặc json
  --out       tệp sẽ ghi; tệp cũ cùng tên được thay bằng tệp mới khi đã ghi xong

Chỉ xuất số đã công bố; hai định dạng cùng một bộ số. Tỉnh chạy thử mang chữ DEMO ở mọi dòng.
Chạy được cạnh chương trình đang chạy, cùng DATA_DIR hay DATABASE_URL.
`

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url))
const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/

const WRITERS: Readonly<Record<string, (report: ReleaseReport) => string>> = { csv, json }

/** What an export works on. */
export interface ExportDeps {
  pool: Pool
  curriculum: Curriculum
  /** Whether the demo province is exported, and made where it is not there yet. */
  isDemo: boolean
  clock: () => Date
}

interface Wanted {
  plan: string
  release: string
  format: string
  out: string
}

/**
 * Reads the arguments.
 * @throws BadArgument with one sentence
 */
export function wantedFrom(args: readonly string[]): Wanted {
  const { plan, release = 'latest', format, out } = valuesOf(args)
  if (plan === undefined) throw new BadArgument('Thiếu --plan, ví dụ --plan thai-nguyen.')
  if (format === undefined) throw new BadArgument('Thiếu --format: viết csv hoặc json.')
  if (!Object.hasOwn(WRITERS, format))
    throw new BadArgument(`Không có định dạng “${format}”; hiện có: ${Object.keys(WRITERS).join(', ')}.`)
  if (release !== 'latest' && !MONTH.test(release))
    throw new BadArgument(`“${release}” không phải là một tháng; viết latest hoặc YYYY-MM, ví dụ 2026-10.`)
  if (out === undefined || out === '') throw new BadArgument('Thiếu --out: tên tệp sẽ ghi.')
  return { plan, release, format, out }
}

const option = { type: 'string' } as const

function valuesOf(args: readonly string[]): Partial<Wanted> {
  try {
    return parseArgs({
      args: [...args],
      options: { plan: option, release: option, format: option, out: option },
    }).values
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new BadArgument(`Không hiểu “${args.join(' ')}”; gõ --help để xem cách viết.`)
  }
}

/**
 * Writes what is published into a file, whole or not at all.
 * @returns what was done, in one line
 * @throws BadArgument with one sentence
 */
export async function exportRelease(args: readonly string[], deps: ExportDeps): Promise<string> {
  const wanted = wantedFrom(args)
  const { pool, curriculum, isDemo, clock } = deps
  const plan = planOf(wanted.plan, curriculum)
  const published = createPublished(pool)
  if (isDemo)
    await makeDemo({ releases: createReleases(pool), published, curriculum, now: Date.now }, clock())
  const found = await toldRelease(published, plan.id, wanted.release, isDemo)
  if (found === null) {
    const months = (await published.list(plan.id, isDemo)).map(({ month }) => month)
    throw new BadArgument(notThere(wanted.release, plan, months))
  }
  const report = releaseReport({ ...found, plan, areas: curriculum.areas })
  const { month } = found.release
  await replaceFile(wanted.out, WRITERS[wanted.format]!(report), () =>
    audit(pool, {
      officerId: null,
      action: 'export-figures',
      placeId: null,
      facts: { plan: plan.id, month, format: wanted.format, data: isDemo ? 'demo' : 'real' },
      at: clock(),
    }),
  )
  return `Đã ghi ${wanted.out}: ${plan.title}, tháng ${month}${isDemo ? ', DEMO' : ''}.`
}

function planOf(id: string, { plans }: Curriculum): Plan {
  const plan = plans.find((one) => one.id === id)
  if (plan !== undefined) return plan
  throw new BadArgument(`Không có kế hoạch “${id}”; hiện có: ${plans.map((one) => one.id).join(', ')}.`)
}

function notThere(wanted: string, { title }: Plan, months: readonly string[]): string {
  if (months.length === 0) return `${title} chưa có tháng nào được công bố.`
  return `${title}: tháng ${wanted} chưa được công bố; các tháng đã có: ${months.join(', ')}.`
}

/** The old file stays until the new one is complete and noted. */
async function replaceFile(path: string, text: string, note: () => Promise<void>): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`)
  try {
    await writeFile(temporary, text, { encoding: 'utf8', flag: 'wx' })
    await note()
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    if (!(error instanceof Error && 'syscall' in error)) throw error
    throw new BadArgument(
      `Không ghi được tệp ${path}: ${WHY[String('code' in error && error.code)] ?? error.message}.`,
    )
  }
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'thư mục đó không có',
  ENOTDIR: 'một phần của đường dẫn không phải là thư mục',
  EACCES: 'không có quyền ghi ở đó',
  EPERM: 'không có quyền ghi ở đó',
  EROFS: 'chỗ đó chỉ cho đọc',
  EISDIR: 'đó là một thư mục',
  ENOSPC: 'ổ đĩa đã đầy',
}

/** Runs the command; the sentence of what cannot be is its output. */
export async function runExport(args: readonly string[], config: () => Config): Promise<Answer> {
  if (args.length === 0 || args.includes('--help') || args.includes('-h')) return { output: HELP, code: 0 }
  return answering(async () => {
    wantedFrom(args)
    const read = config()
    const curriculum = loadCurriculum(CONTENT)
    const done = await onDatabase(read, (pool) =>
      exportRelease(args, { pool, curriculum, isDemo: read.demo, clock: () => new Date() }),
    )
    return { output: `${done}\n`, code: 0 }
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  finish(await runExport(process.argv.slice(2), () => readConfig(process.env)))
}
