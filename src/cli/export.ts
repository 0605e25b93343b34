import { rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Config, readConfig } from '../config.js'
import { loadCurriculum } from '../content/load.js'
import type { Curriculum, Plan } from '../domain/curriculum.js'
import { FILE_FORMATS, type FileFormat, isFileFormat } from '../domain/figures-file.js'
import { writeFigures } from '../reports/files.js'
import { makeDemo } from '../services/demo.js'
import { createExportFigures } from '../services/export-figures.js'
import type { Pool } from '../store/pool.js'
import { createPublished, createReleases } from '../store/releases.js'
import { type Answer, BadArgument, answering, finish } from './answer.js'
import { onDatabase } from './database.js'

const HELP = `Xuất số liệu đã công bố của một tháng, theo bảng của kế hoạch.

  npm run export -- --plan thai-nguyen --release latest --format csv --out so-lieu.csv
  npm run export -- --plan long-an --release 2026-10 --format docx --out bao-cao.docx

  --plan      thai-nguyen hoặc long-an
  --release   latest (tháng mới nhất, khi không ghi) hoặc YYYY-MM
  --format    docx (báo cáo để ký, còn để trống số, ngày và người ký), xlsx (bảng tính),
              csv (mở được bằng Excel) hoặc json (cho chương trình khác)
  --out       tệp sẽ ghi; tệp cũ cùng tên được thay bằng tệp mới khi đã ghi xong

Chỉ xuất số đã công bố; bốn định dạng cùng một bộ số. Tỉnh chạy thử mang chữ DEMO ở mọi dòng, mọi trang.
Chạy được cạnh chương trình đang chạy, cùng DATA_DIR hay DATABASE_URL.
`

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url))
const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/

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
  format: FileFormat
  out: string
}

/**
 * Reads the arguments.
 * @throws BadArgument with one sentence
 */
export function wantedFrom(args: readonly string[]): Wanted {
  const { plan, release = 'latest', format, out } = valuesOf(args)
  if (plan === undefined) throw new BadArgument('Thiếu --plan, ví dụ --plan thai-nguyen.')
  if (format === undefined) throw new BadArgument('Thiếu --format: viết docx, xlsx, csv hoặc json.')
  if (!isFileFormat(format))
    throw new BadArgument(`Không có định dạng “${format}”; hiện có: ${FILE_FORMATS.join(', ')}.`)
  if (release !== 'latest' && !MONTH.test(release))
    throw new BadArgument(`“${release}” không phải là một tháng; viết latest hoặc YYYY-MM, ví dụ 2026-10.`)
  if (out === undefined || out === '') throw new BadArgument('Thiếu --out: tên tệp sẽ ghi.')
  return { plan, release, format, out }
}

const option = { type: 'string' } as const

function valuesOf(args: readonly string[]): Partial<Record<keyof Wanted, string>> {
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
  const files = createExportFigures({
    pool,
    published,
    curriculum: () => curriculum,
    isDemo,
    write: writeFigures,
  })
  const file = await files.file(plan, wanted.release, wanted.format)
  if (file === null) {
    const months = (await published.list(plan.id, isDemo)).map(({ month }) => month)
    throw new BadArgument(notThere(wanted.release, plan, months))
  }
  await replaceFile(wanted.out, file.bytes, () => files.note(null, file, clock()))
  return `Đã ghi ${wanted.out}: ${plan.title}, tháng ${file.release.month}${isDemo ? ', DEMO' : ''}.`
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
async function replaceFile(path: string, bytes: Uint8Array, note: () => Promise<void>): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`)
  try {
    await writeFile(temporary, bytes, { flag: 'wx' })
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
