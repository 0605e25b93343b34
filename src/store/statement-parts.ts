/** A column of values, one for each row of a part. */
export interface Column {
  name: string
  type: string
  values: unknown[]
}

/** One table's share of a statement; `$given` in its text stands for its columns as rows. */
export interface Part {
  name: string
  text: string
  columns: Column[]
}

export function column<T>(
  name: string,
  type: string,
  rows: readonly T[],
  value: (row: T) => unknown,
): Column {
  return { name, type, values: rows.map(value) }
}

export const hasRows = ({ columns }: Part): boolean => columns[0]!.values.length > 0

/** The parts as the `with` of one statement, and its values. */
export function composed(parts: readonly Part[]): { withParts: string; values: unknown[] } {
  const values: unknown[] = []
  const given = (columns: Column[]): string => {
    const places = columns.map((one) => `$${values.push(one.values)}::${one.type}[]`)
    return `unnest(${places.join(', ')}) as given(${columns.map(({ name }) => name).join(', ')})`
  }
  const texts = parts.map(
    ({ name, text, columns }) => `${name} as (${text.replace('$given', given(columns))})`,
  )
  return { withParts: `with ${texts.join(', ')}`, values }
}
