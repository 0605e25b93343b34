import { z } from 'zod'
import { UTTERANCE_LABELS } from './labels.js'
import { MESSAGE_LABELS } from './messages.js'

/** What a set may be of, and how its lines look. */
const SHAPES = {
  utterances: z.object({
    intent: z.enum(UTTERANCE_LABELS),
    text: z.string(),
    /** The choices of an open question, as they were shown. */
    prompt: z.array(z.string()).min(2).max(5).optional(),
  }),
  messages: z.object({ label: z.enum(MESSAGE_LABELS), text: z.string() }),
  questions: z.object({ text: z.string(), lessons: z.array(z.string()) }),
  secrets: z.object({ secret: z.boolean(), text: z.string() }),
} as const

export type SetKind = keyof typeof SHAPES
export const SET_KINDS = Object.keys(SHAPES) as SetKind[]
export type LineOf<Kind extends SetKind> = z.output<(typeof SHAPES)[Kind]>

/** A line of a set cannot be read; the message names its number and what is wrong. */
export class BadLine extends Error {}

/**
 * Reads a set, one JSON object a line; empty lines are left out.
 * @throws BadLine
 */
export function readLines<Kind extends SetKind>(kind: Kind, text: string): LineOf<Kind>[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap((line, at) => (line.trim() === '' ? [] : [readLine(kind, line, at + 1)]))
  if (lines.length === 0) throw new BadLine('there are no lines in it')
  return lines
}

function readLine<Kind extends SetKind>(kind: Kind, line: string, number: number): LineOf<Kind> {
  const read = SHAPES[kind].safeParse(parsed(line, number))
  if (read.success) return read.data as LineOf<Kind>
  const [issue] = read.error.issues
  const field = issue?.path.join('.') ?? ''
  throw new BadLine(
    `line ${number}${field === '' ? '' : `, ${field}`}: ${issue?.message ?? 'not understood'}`,
  )
}

function parsed(line: string, number: number): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new BadLine(`line ${number}: no JSON`)
  }
}
