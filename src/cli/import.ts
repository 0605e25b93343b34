import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { readConfig } from '../config.js'
import { loadCurriculum } from '../content/load.js'
import type { Place } from '../domain/curriculum.js'
import { importLearners } from '../services/import-learners.js'
import { importPlaces } from '../services/import-places.js'
import { importPopulation } from '../services/import-population.js'
import { type ImportReport, isGood, reportLines } from '../services/import-report.js'
import { keepPlaces } from '../services/keep-places.js'
import { BadTable, type TableRow, readTable } from '../services/read-table.js'
import { createClassList } from '../store/class-list.js'
import { createPlaces } from '../store/places.js'
import type { Pool } from '../store/pool.js'
import { createPopulations } from '../store/population.js'
import { type Answer, BadArgument, answering, finish } from './answer.js'
import { onDatabase } from './database.js'

const HELP = `Nhập nơi (tỉnh, xã, chi hội), số người cao tuổi, hội viên, cán bộ và danh sách của chi hội từ tệp CSV (UTF-8) hoặc XLSX.

  npm run import -- places TỆP        mã, cấp, tên, thuộc mã, từ ngày, đến ngày, vùng, tỉnh cũ, nguồn
  npm run import -- population TỆP    mã nơi, ngày, số người 60+, nguồn, nhóm
  npm run import -- learners TỆP      chi hội, họ tên, năm sinh, giới tính, vai

Chỉ xem thử và báo từng dòng; thêm --write để ghi. Có một dòng sai thì không ghi gì, và thoát với 1.
Chạy được cạnh chương trình đang chạy, cùng DATA_DIR hay DATABASE_URL. Xem docs/importing.md.
`

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url))

/** What an import works on. */
export interface Office {
  pool: Pool
  /** Of the content: they are part of the tree, also when the program has never run. */
  places(): readonly Place[]
  now: Date
}

type Import = (office: Office, table: readonly TableRow[], write: boolean) => Promise<ImportReport>

const IMPORTS: Record<string, Import> = {
  places: ({ pool, now: at }, table, write) => importPlaces(createPlaces(pool), table, { write, at }),
  population: ({ pool, now: at }, table, write) =>
    importPopulation({ places: createPlaces(pool), populations: createPopulations(pool) }, table, {
      write,
      at,
    }),
  learners: ({ pool, now: at }, table, write) =>
    importLearners({ places: createPlaces(pool), classList: createClassList(pool) }, table, { write, at }),
}

/** Reads the arguments and the file, and runs the import on an office; the exit code is 1 when the file is refused. */
export async function runImport(
  args: readonly string[],
  inOffice: (work: (office: Office) => Promise<Answer>) => Promise<Answer>,
): Promise<Answer> {
  if (args.length === 0 || args.includes('--help') || args.includes('-h')) return { output: HELP, code: 0 }
  const work = async (): Promise<Answer> => {
    const { run, file, write } = read(args)
    const table = await readTable(await bytesOf(file))
    return inOffice(async (office) => {
      // As at a start of the program: the tree that the content tells is there before the file is looked at.
      await keepPlaces(createPlaces(office.pool), office.places())
      const report = await run(office, table, write)
      return { output: `${reportLines(report).join('\n')}\n`, code: isGood(report.rows) ? 0 : 1 }
    })
  }
  return answering(() => work().catch(refused))
}

/** A file that is no table is a bad argument. */
function refused(error: unknown): never {
  throw error instanceof BadTable ? new BadArgument(error.message) : error
}

function read(args: readonly string[]): { run: Import; file: string; write: boolean } {
  const unknown = args.find((arg) => arg.startsWith('-') && arg !== '--write')
  if (unknown !== undefined)
    throw new BadArgument(`"${unknown}" không phải là một lựa chọn; gõ --help để xem.`)
  const [what = '', file, ...more] = args.filter((arg) => arg !== '--write')
  const run = Object.hasOwn(IMPORTS, what) ? IMPORTS[what] : undefined
  if (run === undefined) throw new BadArgument(`"${what}" không nhập được; gõ --help để xem.`)
  if (file === undefined || more.length > 0) throw new BadArgument(`Sau ${what} là tên của một tệp.`)
  return { run, file, write: args.includes('--write') }
}

const bytesOf = (file: string): Promise<Uint8Array> =>
  readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new BadArgument(`Không đọc được tệp ${file} (${error.code}).`)
  })

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const inOffice = (work: (office: Office) => Promise<Answer>): Promise<Answer> => {
    const places = (): readonly Place[] => loadCurriculum(CONTENT).places
    return onDatabase(readConfig(process.env), (pool) => work({ pool, places, now: new Date() }))
  }
  finish(await runImport(process.argv.slice(2), inOffice))
}
