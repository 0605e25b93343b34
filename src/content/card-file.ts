import { z } from 'zod'
import type { Contact, WallCard } from '../domain/curriculum.js'
import { readBy, slug, text } from './fields.js'

/** How `content/card.yaml` is written: the card for the wall. */

const head = { id: slug, label: text, note: text.optional() }
const blankSchema = z.strictObject({ ...head, blank: z.literal(true) })
const printSchema = z.strictObject({ ...head, print: slug })

const rowSchema = z
  .record(z.string(), z.unknown())
  .transform((raw, context): RowFile => readBy('print' in raw ? printSchema : blankSchema, raw, context))
type RowFile = z.output<typeof blankSchema> | z.output<typeof printSchema>

export const wallCardSchema = z.strictObject({
  title: text,
  intro: text,
  /** The number of a contact, or a blank to be filled in by hand. */
  rows: z.array(rowSchema).min(1),
  three_words: text,
  meaning: text,
  caution: text,
  offer: text,
})
export type WallCardFile = z.output<typeof wallCardSchema>

/** The card with the numbers that are printed on it. */
export const toWallCard = (file: WallCardFile, contacts: ReadonlyMap<string, Contact>): WallCard => ({
  title: file.title,
  intro: file.intro,
  rows: file.rows.map((row) => ({
    id: row.id,
    label: row.label,
    note: row.note ?? null,
    number: 'print' in row ? (contacts.get(row.print)?.elsewhere ?? null) : null,
  })),
  threeWords: file.three_words,
  meaning: file.meaning,
  caution: file.caution,
  offer: file.offer,
})
