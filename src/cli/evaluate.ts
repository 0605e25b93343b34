import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { loadCurriculum } from '../content/load.js'
import type { Place } from '../domain/curriculum.js'
import { BadLine, type LineOf, SET_KINDS, type SetKind, readLines } from '../evaluation/lines.js'
import { evaluateMessages } from '../evaluation/messages.js'
import { evaluateQuestions } from '../evaluation/questions.js'
import { evaluateSecrets } from '../evaluation/secrets.js'
import { evaluateUtterances } from '../evaluation/utterances.js'
import { type Asking, createAsking } from '../services/asking.js'
import { type Answer, BadArgument, answering, finish } from './answer.js'

const HELP = `Measures how well messages are understood, on a set of your own.

  npm run evaluate -- KIND FILE.jsonl           prints the figures and every line that came out wrong
  npm run evaluate -- KIND FILE.jsonl --json    prints one object instead

KIND        a line of FILE.jsonl                               what is measured
utterances  { "intent": "hoc_tiep", "text": "học tiếp" }       { total, correct, accuracy, wrong }
messages    { "label": "scam", "text": "…" }                   { sensitivity, falseAlarm, wrong }
questions   { "text": "đóng tiền điện", "lessons": ["3.7"] }   { recallAt3, falseOffer, wrong }
secrets     { "secret": true, "text": "otp 482913" }           { sensitivity, falseAlarm, wrong }

An utterance may have a "prompt": the choices of the open question, in the order shown. Without it nothing is asked.
A message is flagged by every verdict but "no-sign"; what is labelled "unsure" stands in neither share. Lessons go by
their number; [] is a question for which nothing should be offered. wrong lists { text, expected, got }. Shares go
from 0 to 1, and are null where the set has no such line. Ends with 0 however many are wrong, with 1 when the set
cannot be read.
`

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url))

interface Wrong {
  text: string
  expected: unknown
  got: unknown
}

/** What is measured: shares and counts by name, and what came out wrong. */
type Figures = Record<string, number | Wrong[]> & { wrong: Wrong[] }

/** Where sets and lessons come from. */
export interface Sources {
  read(file: string): string
  asking(): Asking
  places(): readonly Place[]
}

/** Runs the command; what to print, and 1 for arguments or lines that are not understood. */
export const evaluation = (args: readonly string[], sources: Sources): Promise<Answer> =>
  answering(() => Promise.resolve(measured(args, sources)))

function measured(args: readonly string[], sources: Sources): Answer {
  const { values, positionals } = parsed(args)
  if (values.help) return { output: HELP, code: 0 }
  const [kind, file, more] = positionals
  if (kind === undefined || file === undefined)
    throw new BadArgument('A kind and a file are needed; try --help.')
  if (more !== undefined) throw new BadArgument(`"${more}" is one argument too many; try --help.`)
  if (!isKind(kind)) throw new BadArgument(`There is no kind "${kind}"; there are ${SET_KINDS.join(', ')}.`)
  const figures = evaluated(kind, textOf(file, sources), file, sources)
  return { output: values.json ? `${JSON.stringify(figures)}\n` : told(kind, figures), code: 0 }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false, short: 'h' },
      },
    })
  } catch {
    const unknown = args.find((arg) => arg.startsWith('-') && arg !== '--json' && arg !== '--help')
    throw new BadArgument(`"${unknown ?? args.join(' ')}" is not understood here; try --help.`)
  }
}

const isKind = (text: string): text is SetKind => SET_KINDS.some((kind) => kind === text)

function textOf(file: string, sources: Sources): string {
  try {
    return sources.read(file)
  } catch (cause) {
    throw new BadArgument(`${file} cannot be read.`, { cause })
  }
}

function evaluated(kind: SetKind, text: string, file: string, sources: Sources): Figures {
  switch (kind) {
    case 'utterances':
      return { ...evaluateUtterances(linesOf(kind, text, file), sources.asking(), sources.places()) }
    case 'messages':
      return { ...evaluateMessages(linesOf(kind, text, file)) }
    case 'questions':
      return { ...evaluateQuestions(linesOf(kind, text, file), sources.asking()) }
    case 'secrets':
      return { ...evaluateSecrets(linesOf(kind, text, file)) }
  }
}

function linesOf<Kind extends SetKind>(kind: Kind, text: string, file: string): LineOf<Kind>[] {
  try {
    return readLines(kind, text)
  } catch (error) {
    if (error instanceof BadLine) throw new BadArgument(`${file}: ${error.message}.`, { cause: error })
    throw error
  }
}

function told(kind: SetKind, { wrong, ...figures }: Figures): string {
  const shares = Object.entries(figures).map(([name, value]) => `  ${name.padEnd(12)} ${shown(value)}`)
  const table = kind === 'utterances' ? ['', 'confused (expected, got, how often):', ...confusion(wrong)] : []
  const lines = wrong.map(({ text, expected, got }) => `  ${inWords(expected)} → ${inWords(got)}: ${text}`)
  return [`${kind}:`, ...shares, ...table, '', `wrong (${wrong.length}):`, ...lines, ''].join('\n')
}

const shown = (value: number | Wrong[]): string => {
  if (typeof value !== 'number' || Number.isNaN(value)) return 'no such line'
  return Number.isInteger(value) && value > 1 ? String(value) : value.toFixed(3)
}

const inWords = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

function confusion(wrong: readonly Wrong[]): string[] {
  const counts = new Map<string, number>()
  for (const { expected, got } of wrong) {
    const pair = `  ${inWords(expected).padEnd(20)} ${inWords(got).padEnd(20)}`
    counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  return [...counts].toSorted(([, one], [, other]) => other - one).map(([pair, count]) => `${pair} ${count}`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sources: Sources = {
    read: (file) => readFileSync(file, 'utf8'),
    asking: () => createAsking(loadCurriculum(CONTENT)),
    places: () => loadCurriculum(CONTENT).places,
  }
  finish(await evaluation(process.argv.slice(2), sources))
}
