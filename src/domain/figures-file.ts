import type { Release } from './release.js'

/** The files in which the figures of a month go out, the one to sign first. */
export const FILE_FORMATS = ['docx', 'xlsx', 'csv', 'json'] as const
export type FileFormat = (typeof FILE_FORMATS)[number]

export const isFileFormat = (text: string): text is FileFormat =>
  FILE_FORMATS.some((format) => format === text)

export const FILE_TYPES: Readonly<Record<FileFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
}

/** `so-lieu_thai-nguyen_2026-10.xlsx`; invented figures say so in the name too. */
export const figuresFileName = (
  { plan, month, isDemo }: Pick<Release, 'plan' | 'month' | 'isDemo'>,
  format: FileFormat,
): string => `so-lieu_${plan}_${month}${isDemo ? '_DEMO' : ''}.${format}`
