import type { FileFormat } from '../domain/figures-file.js'
import { csv } from './csv.js'
import { json } from './json.js'
import { type ReleaseReport, releaseReport } from './release-report.js'
import type { ReportInput } from './report.js'

const bytesOf = async (text: string): Promise<Uint8Array> => Buffer.from(text, 'utf8')

/**
 * Each writes the same figures, and the same bytes for the same month. What writes office files is loaded with the
 * first of them: a start needs none of it.
 */
export const WRITERS: Readonly<Record<FileFormat, (report: ReleaseReport) => Promise<Uint8Array>>> = {
  docx: async (report) => (await import('./docx.js')).docx(report),
  xlsx: async (report) => (await import('./xlsx.js')).xlsx(report),
  csv: (report) => bytesOf(csv(report)),
  json: (report) => bytesOf(json(report)),
}

/** The file of a month. */
export const writeFigures = (input: ReportInput, format: FileFormat): Promise<Uint8Array> =>
  WRITERS[format](releaseReport(input))
