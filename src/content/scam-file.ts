import { z } from 'zod'
import type { Scam } from '../domain/curriculum.js'
import { day, fact, slug, text } from './fields.js'
import { lessonId } from './schema.js'

/** How a file of `content/scams/` is written: one kind of scam. */
export const scamSchema = z.strictObject({
  id: z.string().regex(/^S\d{2}$/, 'a scam is named like S01'),
  title: text,
  opening: text,
  red_flags: z.array(z.strictObject({ with: text, without: text })).min(1),
  baits: z.array(text),
  do: z.array(text).min(1),
  call: z.array(slug).min(1),
  taught_in: z.array(lessonId),
  facts: z.array(fact),
  reviewed_on: day,
})
export type ScamFile = z.output<typeof scamSchema>

/** A scam as the domain knows it. */
export const toScam = (file: ScamFile): Scam => ({
  id: file.id,
  title: file.title,
  opening: file.opening,
  redFlags: file.red_flags,
  baits: file.baits,
  do: file.do,
  call: file.call,
  taughtIn: file.taught_in,
  facts: file.facts,
  reviewedOn: file.reviewed_on,
})
