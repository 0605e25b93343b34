import { z } from 'zod'

/** The number of a row, as it stands in a path or a form. */
export const idField = z.coerce.number().int().min(1).max(2_147_483_647)

/** YYYY-MM-DD, as a date input sends it. */
export const dayField = z.iso.date()

/** What may be left empty; null where it was. */
export const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((given) => (given === '' || given === undefined ? null : given), schema.nullable())
