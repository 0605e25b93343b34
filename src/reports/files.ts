import type { FileFormat } from '../domain/figures-file.js'
import { csv } from './csv.js'
import { docx } from './docx.js'
import { json } from './json.js'
import { type ReleaseReport, releaseReport } from './release-report.js'
import type { ReportInput } from './report.js'
import { xlsx } from './xlsx.js'

const bytesOf = async (text: string): Promise<Uint8Array> => Buffer.from(text, 'utf8')

/** Each writes the same figures, and the same bytes for the same month. */
export const WRITERS: Readonly<Record<FileFormat, (report: ReleaseReport) => Promise<Uint8Array>>> = {
  docx,
  xlsx,
  csv: (report) => bytesOf(csv(report)),
  json: (report) => bytesOf(json(report)),
}

/** The file of a month. */
export const writeFigures = (input: ReportInput, format: FileFormat): Promise<Uint8Array> =>
  WRITERS[format](releaseReport(input))
