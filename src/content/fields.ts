import { z } from 'zod'
import { issueMessage } from './issue-message.js'

/** The kinds of fields that the files in `content/` are made of. */

export const text = z.string().trim().min(1)

export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'it must be small letters, digits and hyphens')

export const choiceId = z.string().regex(/^[a-z]$/, 'a choice is named by one small letter')

export const fact = z.string().regex(/^F\d{2,3}$/, 'a fact is named like F10')

export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'a day is written like 2026-11-22', abort: true })
  .refine(isDay, 'there is no such day')

export const address = z.string().regex(/^https:\/\/\S+$/, 'it must be an address that begins with https://')

/** Reads by a schema that is chosen while another one is at work, with its problems in an educator's words. */
export function readBy<S extends z.ZodType>(schema: S, raw: unknown, context: z.RefinementCtx): z.output<S> {
  const parsed = schema.safeParse(raw)
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) {
    for (const { path, message } of issueMessage(issue, raw))
      context.addIssue({ code: 'custom', path, message })
  }
  return z.NEVER
}

function isDay(value: string): boolean {
  const at = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value)
}
