/** What becomes of one row; `wrong` rows keep the whole file from being written. */
export interface RowReport {
  /** Null for what concerns the file as a whole. */
  line: number | null
  outcome: 'new' | 'changed' | 'same' | 'wrong'
  /** A sentence without its end, that names nobody. */
  message: string
}

/** What a file would do, and has done when `written`. */
export interface ImportReport {
  rows: readonly RowReport[]
  written: boolean
}

export const countOf = (rows: readonly RowReport[], outcome: RowReport['outcome']): number =>
  rows.filter((row) => row.outcome === outcome).length

export const isGood = (rows: readonly RowReport[]): boolean => countOf(rows, 'wrong') === 0

/** What an audit row tells of an import: numbers only. */
export const factsOf = (rows: readonly RowReport[]): Record<string, number> => ({
  new: countOf(rows, 'new'),
  changed: countOf(rows, 'changed'),
  same: countOf(rows, 'same'),
})

export const wrongRow = (line: number | null, problems: readonly string[]): RowReport => ({
  line,
  outcome: 'wrong',
  message: problems.join('; '),
})

/** The report as lines to read. */
export function reportLines({ rows, written }: ImportReport): string[] {
  const [added, changed, same, wrong] = (['new', 'changed', 'same', 'wrong'] as const).map((one) =>
    countOf(rows, one),
  ) as [number, number, number, number]
  const lines = rows.map(
    ({ line, outcome, message }) =>
      `${line === null ? 'cả tệp' : `dòng ${line}`}: ${outcome === 'wrong' ? 'SAI: ' : ''}${message}.`,
  )
  return [...lines, '', endOf({ added, changed, same, wrong, written })]
}

function endOf(of: {
  added: number
  changed: number
  same: number
  wrong: number
  written: boolean
}): string {
  const { added, changed, same, wrong, written } = of
  if (wrong > 0) return `Có ${wrong} chỗ sai nên chưa ghi gì. Hãy sửa tệp rồi nhập lại.`
  if (added + changed === 0) return `Mọi dòng đã có sẵn (${same} dòng): không có gì thay đổi.`
  const counts = `${added} dòng mới, ${changed} dòng sửa, ${same} dòng như cũ`
  if (written) return `Đã ghi: ${counts}.`
  return `Xem thử: ${counts}; chưa ghi gì. Thêm --write để ghi.`
}
