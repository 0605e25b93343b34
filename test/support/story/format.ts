import { readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { CHANNELS } from '../../../src/channels/channel.js'
import { momentOf, spanOf } from './moment.js'

/** 113 without quotes is a number to YAML. */
const word = z.union([z.string(), z.number().transform(String)])
const words = z.union([word.transform((one) => [one]), z.array(word)])

/**
 * One message the learner should read. A plain string stands in the text. Lessons are named, not quoted, so that
 * educators may change their words: "5.1/bam-lac" is a step, `<right>`, `<why>` … the item that was asked before.
 */
const expected = z.union([
  z.string().transform((text): Message => ({ has: [text], not: [] })),
  z.strictObject({
    has: words.default([]),
    not: words.default([]),
    /** The labels in this order, without their numbers; [] for a message without choices. */
    options: z.array(z.string()).optional(),
    /** Shows this card, with one way on. */
    card: z.string().optional(),
    /** Asks this item, with its choices in any order. */
    asks: z.string().optional(),
    /** Offers the choices of this item, under other words. */
    'choices-of': z.string().optional(),
    /** Gives the reason of this item. */
    why: z.string().optional(),
    /** A choice that stood at another place in the choices shown before. */
    moved: z.string().optional(),
    /** Whether a picture stands above the text. */
    picture: z.boolean().optional(),
  }),
])

interface Message {
  has: string[]
  not: string[]
  options?: string[] | undefined
  card?: string | undefined
  asks?: string | undefined
  'choices-of'?: string | undefined
  why?: string | undefined
  moved?: string | undefined
  picture?: boolean | undefined
}

const press = z.union([
  z.string().transform((label) => ({ label, of: undefined })),
  /** `of` names a message remembered earlier. */
  z.strictObject({ label: z.string(), of: z.string() }),
])

const rows = z.union([z.literal('some'), z.number().int().min(0), z.array(z.record(z.string(), z.unknown()))])

const said = z.union([z.strictObject({ says: z.string() }), z.strictObject({ presses: press })])

const yes = z.literal(true)

export const stepSchema = z
  .strictObject({
    /** Clock in Asia/Ho_Chi_Minh, set before anything else of the step. */
    at: z
      .string()
      .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d$/)
      .transform(momentOf)
      .optional(),
    later: z
      .string()
      .transform(spanOf)
      .pipe(z.number({ error: 'is a span like "9 days"' }))
      .optional(),
    restart: yes.optional(),
    retention: yes.optional(),
    blocks: yes.optional(),
    /** On a platform where people follow, also the first time. */
    returns: yes.optional(),
    calls: yes.optional(),
    /** An officer writes this by hand. */
    'by-hand': z.string().optional(),
    says: z.string().optional(),
    presses: press.optional(),
    /** Types the number, the letter or the place of a choice as it stands now; `as` holds it as "#". */
    types: z
      .strictObject({
        choice: z.string(),
        by: z.enum(['number', 'letter', 'place', 'words']),
        as: z.string().default('#'),
      })
      .optional(),
    sends: z.enum(['sticker', 'voice', 'photo']).optional(),
    'at-once': z.array(said).min(2).optional(),
    /** Goes on and answers right until a message says this. */
    'learns-until': z.string().optional(),
    /** Every lesson of the path before this one is finished, as if learned on the days before. */
    'finished-before': z.string().optional(),
    /** Opens the link of the newest message; the page holds these words. */
    opens: words.optional(),
    /** The same update arrives twice. */
    twice: yes.optional(),
    /** Names the newest message with choices, for an old button later. */
    remember: z.string().optional(),
    /** On this channel only. */
    only: z.enum(CHANNELS).optional(),
    sees: z.union([z.literal('nothing').transform(() => []), z.array(expected).min(1)]).optional(),
    /** Rows by table: how many, or the named columns of each, oldest first. */
    stored: z.record(z.string(), rows).optional(),
    /** The same, and no row in any other table (the bubbles of the web chat are part of the inbox). */
    'stored-only': z.record(z.string(), rows).optional(),
    /** Words that stand in no row of any table. */
    nowhere: words.optional(),
  })
  .refine((step) => actionsOf(step).length <= 1, { error: 'a step does one thing' })

export type Step = z.infer<typeof stepSchema>
export type Expected = Message
export type StoredRows = Record<string, z.infer<typeof rows>>

const ACTIONS = [
  'restart', 'retention', 'blocks', 'returns', 'calls', 'by-hand', 'says', 'presses', 'types', 'sends', 'at-once', 'learns-until',
  'finished-before', 'opens',
] as const // prettier-ignore

const actionsOf = (step: object): string[] => ACTIONS.filter((action) => action in step)

const storySchema = z.strictObject({
  story: z.string(),
  /** Steps of another story that come first; what they see is their own affair. */
  begins: z.string().optional(),
  province: z.enum(['long-an', 'thai-nguyen']).default('long-an'),
  channels: z.array(z.enum(CHANNELS)).default([...CHANNELS]),
  steps: z.array(stepSchema).min(1),
})

export type Story = z.infer<typeof storySchema> & { file: string }

/** The stories of a folder by file name; the beginnings they share stand in `begin/`. */
export function readStories(folder: string): Story[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((name) => readStory(join(folder, name), folder))
}

/** The steps of a shared beginning, with those it begins with itself. */
export const readBeginning = (folder: string, name: string): Step[] =>
  readStory(join(folder, 'begin', `${name}.yaml`), folder).steps

function readStory(path: string, folder: string): Story {
  const read = storySchema.safeParse(parse(readFileSync(path, 'utf8')))
  if (!read.success) throw new Error(`${path} is no story:\n${z.prettifyError(read.error)}`)
  const { begins } = read.data
  const before = begins === undefined ? [] : readBeginning(folder, begins)
  return { ...read.data, file: basename(path, '.yaml'), steps: [...before, ...read.data.steps] }
}
