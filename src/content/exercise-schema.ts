import { z } from 'zod'
import { axes, when } from './axes.js'
import { choiceId, day, fact, readBy, slug, text } from './fields.js'
import { itemSchema } from './schema.js'

/**
 * How questions and tasks are written. A file is read twice: first with its texts left open (they may be
 * written per value of an axis), then variant by variant, when every text is one text.
 */

const open = z.record(z.string(), z.unknown())

export const questionsFileSchema = z.strictObject({
  skill: slug,
  facts: z.array(fact),
  reviewed_on: day,
  questions: z.array(z.object({ question: slug, vary: axes }).catchall(z.unknown())).min(1),
})
export type QuestionsFile = z.output<typeof questionsFileSchema>

/** One variant of a question: an item as lessons have it, which may have only two choices. */
export const questionSchema = itemSchema
  .omit({ item: true })
  .extend({ question: slug, choices: z.array(itemSchema.shape.choices.element).min(2).max(3) })
export type QuestionFile = z.output<typeof questionSchema>

export const taskFileSchema = z.strictObject({
  id: slug,
  skill: slug,
  title: z.unknown(),
  facts: z.array(fact),
  reviewed_on: day,
  vary: axes,
  steps: z.array(z.object({ when }).catchall(z.unknown())).min(1),
  slip: z.unknown(),
})
export type TaskFile = z.output<typeof taskFileSchema>

const messageSchema = z.strictObject({ message: text, from: text })
const fieldSchema = z.strictObject({ field: text, value: text })
const noteSchema = z.strictObject({ note: text })
export type PartFile = z.output<typeof messageSchema | typeof fieldSchema | typeof noteSchema>

const partSchema = open.transform((part, context): PartFile => {
  if ('message' in part) return readBy(messageSchema, part, context)
  if ('field' in part) return readBy(fieldSchema, part, context)
  if ('note' in part) return readBy(noteSchema, part, context)
  context.addIssue({ code: 'custom', message: 'a part is a message, a field or a note' })
  return z.NEVER
})

// oxlint-disable-next-line unicorn/no-thenable -- a text, never awaited
const taskChoiceSchema = z.strictObject({ id: choiceId, text, label: text.optional(), then: text.optional() })

/** One step of one variant of a task. */
export const taskStepSchema = z.strictObject({
  step: slug,
  screen: z.strictObject({ title: text, parts: z.array(partSchema).min(1).max(3) }),
  ask: text,
  hint: text,
  choices: z.array(taskChoiceSchema).min(3).max(4),
  right: text,
  /** False when the places keep the order in which they are written, as on a keypad. */
  shuffle: z.boolean().default(true),
})
export type TaskStepFile = z.output<typeof taskStepSchema>

/** What a task says beside its steps, in one variant. */
export const taskHeadSchema = z.object({
  title: text,
  slip: z.strictObject({ step: slug, choice: choiceId }),
})
export type TaskHeadFile = z.output<typeof taskHeadSchema>
