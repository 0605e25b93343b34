import { z } from 'zod'
import { issueMessage } from './issue-message.js'

/** How the files in `content/` are written. Rules about words and between files stand in `wording.ts` and `check.ts`. */

const text = z.string().trim().min(1)
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'it must be small letters, digits and hyphens')
const lessonId = z
  .string()
  .regex(/^(0|[1-5]\.[1-9]\d?|N[1-9]\d?)$/, 'a lesson is named like "0", "4.1" or "N2"')
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'a day is written like 2026-11-22', abort: true })
  .refine(isDay, 'there is no such day')
const address = z.string().regex(/^https:\/\/\S+$/, 'it must be an address that begins with https://')

export const cardSchema = z.strictObject({
  card: slug,
  text,
  /** Said on the web chat instead, where a phone's messaging app would be handled otherwise. */
  on_web: text.optional(),
})

export const choiceSchema = z.strictObject({
  id: z.string().regex(/^[a-z]$/, 'a choice is named by one small letter'),
  text,
  thought: text.optional(),
})

export const itemSchema = z.strictObject({
  item: slug,
  text,
  choices: z.array(choiceSchema).min(3).max(3),
  right: text,
  why: text,
  next_time: text,
  /** False when the choices count themselves and must keep their order. */
  shuffle: z.boolean().default(true),
})

/** A step is a card or an item; which one is told by the field that names it. */
export const stepSchema = z
  .record(z.string(), z.unknown())
  .transform((step, context): CardFile | ItemFile => {
    const parsed = ('item' in step ? itemSchema : cardSchema).safeParse(step)
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues) {
      for (const { path, message } of issueMessage(issue, step))
        context.addIssue({ code: 'custom', path, message })
    }
    return z.NEVER
  })

export type CardFile = z.output<typeof cardSchema>
export type ItemFile = z.output<typeof itemSchema>

export const lessonSchema = z.strictObject({
  id: lessonId,
  area: slug,
  title: text,
  can: text,
  recap: text,
  requires: z.array(lessonId),
  facts: z.array(z.string().regex(/^F\d{2,3}$/, 'a fact is named like F10')),
  reviewed_on: day,
  steps: z.array(stepSchema).min(1),
})
export type LessonFile = z.output<typeof lessonSchema>

export const pathSchema = z.strictObject({ lessons: z.array(lessonId).min(1) })

export const areasSchema = z.strictObject({ areas: z.array(z.strictObject({ id: slug, name: text })).min(1) })

const unit = z.string().regex(/^(xã|phường|thị trấn) \S/, 'an old commune begins with xã, phường or thị trấn')

export const placesSchema = z.strictObject({
  province: text,
  region: z.enum(['bac', 'nam']),
  source: z.array(address).min(1),
  places: z
    .array(
      z.strictObject({
        id: slug,
        name: z.string().regex(/^(Xã|Phường) \S/, 'a commune of today begins with Xã or Phường'),
        /** Old district with its old province → the old communes that went into this one. */
        formerly: z.record(
          z.string().regex(/^(huyện|thị xã|thành phố) [^,]+, tỉnh [^,]+$/, 'write "huyện …, tỉnh …"'),
          z.array(unit).min(1),
        ),
      }),
    )
    .min(1),
})
export type PlacesFile = z.output<typeof placesSchema>

function isDay(value: string): boolean {
  const at = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value)
}
