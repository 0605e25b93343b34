import { z } from 'zod'

/** The number of a row, or its version, as it stands in an address or a form. */
export const idField = z.coerce.number().int().min(1).max(2_147_483_647)

/** Nothing that the database would refuse to look for. */
const lookedFor = z
  .string()
  .min(1)
  .max(100)
  .refine((text) => !text.includes('\0'))

/** What a place is called in the tree, whether it is there or not. */
export const placeField = lookedFor

/** Three words of an invitation, as a page showed them. */
export const wordsField = lookedFor

/** YYYY-MM-DD, as a date input sends it. */
export const dayField = z.iso.date()

/** What may be left empty; null where it was. */
export const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((given) => (given === '' || given === undefined ? null : given), schema.nullable())
