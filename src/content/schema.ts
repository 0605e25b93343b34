import { z } from 'zod'
import { address, choiceId, day, fact, readBy, slug, text } from './fields.js'

/** How lessons, their path, areas, skills and places are written. Rules about words and between files stand in the checks. */

export const lessonId = z
  .string()
  .regex(/^(0|[1-5]\.[1-9]\d?|[ND][1-9]\d?)$/, 'a lesson is named like "0", "4.1", "N2" or "D1"')

export const cardSchema = z.strictObject({
  card: slug,
  text,
  /** Said on the web chat instead, where a phone's messaging app would be handled otherwise. */
  on_web: text.optional(),
})

export const choiceSchema = z.strictObject({
  id: choiceId,
  text,
  thought: text.optional(),
  /** What somebody who chooses it believes: an id of the skill's misconceptions. */
  misconception: slug.optional(),
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
  .transform((step, context): CardFile | ItemFile =>
    readBy('item' in step ? itemSchema : cardSchema, step, context),
  )

export type CardFile = z.output<typeof cardSchema>
export type ItemFile = z.output<typeof itemSchema>

export const lessonSchema = z.strictObject({
  id: lessonId,
  area: slug,
  /** The skill it teaches; a lesson that only prepares has none. */
  skill: slug.optional(),
  /** The theme of awareness it is counted for. */
  theme: z.enum(['chuyen-doi-so', 'chuyen-doi-xanh', 'khoi-nghiep', 'viec-lam']).optional(),
  title: text,
  can: text,
  recap: text,
  requires: z.array(lessonId),
  facts: z.array(fact),
  reviewed_on: day,
  /** Until this day a fact is not sure enough; a lesson that has it stays out of the path. */
  verify_before: day.optional(),
  /** Việc thật: what to try in real life this week. */
  real_life: text.optional(),
  /** One line to say to the family. */
  tell_family: text.optional(),
  steps: z.array(stepSchema).min(1),
})
export type LessonFile = z.output<typeof lessonSchema>

export const pathSchema = z.strictObject({ lessons: z.array(lessonId).min(1) })

export const areasSchema = z.strictObject({ areas: z.array(z.strictObject({ id: slug, name: text })).min(1) })
export type AreasFile = z.output<typeof areasSchema>

export const skillsSchema = z.strictObject({
  skills: z
    .array(
      z.strictObject({
        id: slug,
        area: slug,
        title: text,
        can: text,
        safety_critical: z.boolean(),
        /** Skills that come before it. */
        requires: z.array(slug).default([]),
        /** What people who do not know it yet believe, and the thought behind that which is right. */
        misconceptions: z.array(z.strictObject({ id: slug, belief: text, thought: text })).default([]),
      }),
    )
    .min(1),
})
export type SkillsFile = z.output<typeof skillsSchema>

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
