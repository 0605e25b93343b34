import type { Area, Plan } from '../domain/curriculum.js'
import {
  FILE_FORMATS,
  FILE_TYPES,
  type FileFormat,
  figuresFileName,
  isFileFormat,
} from '../domain/figures-file.js'
import type { Release, ReleaseHead } from '../domain/release.js'
import { type Officer, may } from '../domain/role.js'
import type { ReportInput } from '../reports/report.js'
import { audit } from '../store/audit.js'
import { type FailedMonth, failedMonths } from '../store/failed-releases.js'
import type { Pool } from '../store/pool.js'
import type { Published } from '../store/releases.js'
import { toldRelease } from './told-release.js'

/** A file with the figures of one month. */
export interface FiguresFile {
  name: string
  /** Its MIME type. */
  type: string
  bytes: Uint8Array
  release: Release
}

/** The months of one plan, as an officer finds them. */
export interface PlanMonths {
  plan: Plan
  months: readonly { head: ReleaseHead; files: readonly { format: FileFormat; name: string }[] }[]
  failed: readonly FailedMonth[]
}

export interface ExportFigures {
  /** The published months of every plan, the newest first; the plan of the officer's agency, or the one that tells of their place, stands first. Null for whoever may not. */
  list(by: Officer): Promise<PlanMonths[] | null>
  /** The file of a month, `YYYY-MM` or `latest`; null where that is not published. Notes nothing. */
  file(plan: Plan, month: string, format: FileFormat): Promise<FiguresFile | null>
  /** The file of this name, noted before it is given; null where there is none, or for whoever may not. */
  download(by: Officer, wanted: WantedFile, at: Date): Promise<FiguresFile | null>
  /** Notes that a file was taken. */
  note(by: Officer | null, file: FiguresFile, at: Date): Promise<void>
}

export interface WantedFile {
  plan: string
  month: string
  name: string
}

export interface ExportFiguresDeps {
  pool: Pool
  published: Published
  curriculum(): { plans: readonly Plan[]; areas: readonly Area[] }
  isDemo: boolean
  /** Writes what the reports say of a month. */
  write(input: ReportInput, format: FileFormat): Promise<Uint8Array>
}

/** Files for the command and for the pages: both give the same bytes. */
export function createExportFigures(deps: ExportFiguresDeps): ExportFigures {
  const { pool, published, curriculum, isDemo, write } = deps

  const file: ExportFigures['file'] = async (plan, month, format) => {
    const found = await toldRelease(published, plan.id, month, isDemo)
    if (found === null) return null
    const bytes = await write({ ...found, plan, areas: curriculum().areas }, format)
    const { release } = found
    return { name: figuresFileName(release, format), type: FILE_TYPES[format], bytes, release }
  }
  const note: ExportFigures['note'] = (by, { name, release }, at) =>
    audit(pool, {
      officerId: by?.id ?? null,
      action: 'export-figures',
      placeId: by?.placeId ?? null,
      facts: {
        plan: release.plan,
        month: release.month,
        format: formatOf(name),
        data: release.isDemo ? 'demo' : 'real',
      },
      at,
    })

  const ownPlan = async ({ plan, placeId }: Officer): Promise<string | null> => {
    if (plan !== null || placeId === null) return plan
    for (const { id } of curriculum().plans) {
      const release = await published.latest(id, isDemo)
      if (release?.units.some(({ unit }) => unit === placeId)) return id
    }
    return null
  }

  return {
    file,
    note,
    async list(by) {
      if (!may(by.role, 'read-releases')) return null
      const own = await ownPlan(by)
      const plans = curriculum().plans.toSorted(
        (one, other) => Number(other.id === own) - Number(one.id === own),
      )
      return Promise.all(
        plans.map(async (plan) => ({
          plan,
          months: (await published.list(plan.id, isDemo)).map((head) => ({
            head,
            files: FILE_FORMATS.map((format) => ({ format, name: figuresFileName(head, format) })),
          })),
          failed: await failedMonths(pool, plan.id, isDemo),
        })),
      )
    },
    async download(by, { plan: id, month, name }, at) {
      if (!may(by.role, 'read-releases')) return null
      const plan = curriculum().plans.find((one) => one.id === id)
      const format = formatOf(name)
      if (plan === undefined || !isFileFormat(format)) return null
      if (figuresFileName({ plan: id, month, isDemo }, format) !== name || month === 'latest') return null
      const found = await file(plan, month, format)
      if (found !== null) await note(by, found, at)
      return found
    },
  }
}

const formatOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1)
