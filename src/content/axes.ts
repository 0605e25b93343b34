import { z } from 'zod'
import { readBy, slug, text } from './fields.js'

/** How it is written what varies in a question or task. */

const name = z
  .string()
  .regex(
    /^[a-z][a-z0-9_]*$/,
    'it is named by small letters, digits and _; within { } a text with a comma needs quotes',
  )

/** A value of an axis: a text, or fields that belong together under one id. */
export interface AxisValue {
  id: string
  /** What `{axis}` stands for; null when the value has fields. */
  text: string | null
  /** What `{axis.field}` stands for. */
  fields: Readonly<Record<string, string>>
}

const value = z.unknown().transform((raw, context): AxisValue => {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    const only = readBy(text, raw, context)
    return { id: only, text: only, fields: {} }
  }
  const { id, ...fields } = raw as Record<string, unknown>
  return {
    ...readBy(z.strictObject({ id: slug }), { id }, context),
    text: null,
    fields: readBy(z.record(name, text), fields, context),
  }
})

export const axes = z.record(name, z.array(value).min(1)).default({})
/** What varies, by name; the variants are the product of all axes. */
export type Axes = z.output<typeof axes>

const ids = z
  .unknown()
  .transform((raw, context) => readBy(z.array(text).min(1), Array.isArray(raw) ? raw : [raw], context))

/** Which variants have a step: axis → the ids of the values it stands in. */
export const when = z.record(name, ids).default({})
export type When = Readonly<Record<string, readonly string[]>>
