import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Document, LineCounter, isMap, isNode, isScalar, parseDocument } from 'yaml'
import type { z } from 'zod'
import { type Problem, fieldName } from './problem.js'
import { issueMessage } from './issue-message.js'

/** Reports a problem at a field of the file it was made for. */
export type Report = (path: readonly PropertyKey[], message: string) => void

/** A YAML file read and validated; `value` is null when it has problems of form. */
export interface YamlFile<T> {
  file: string
  value: T | null
  report: Report
}

/** Reads `dir/file`; every problem of syntax or form goes to `problems`. */
export function readYaml<S extends z.ZodType>(
  dir: string,
  file: string,
  schema: S,
  problems: Problem[],
): YamlFile<z.output<S>> {
  const lines = new LineCounter()
  const source = readSource(dir, file, problems)
  const document = parseDocument(source ?? '', { lineCounter: lines, prettyErrors: false })
  const report: Report = (path, message) =>
    problems.push({ file, line: lineOf(document, lines, path), field: fieldName(path), message })
  if (source === null) return { file, value: null, report }

  // What follows a first mistake of syntax is mostly its echo.
  for (const error of document.errors.slice(0, 1)) {
    problems.push({
      file,
      line: lines.linePos(error.pos[0]).line,
      field: '',
      message: syntaxMessage(error.message),
    })
  }
  const decomposed = source.split('\n').findIndex((line) => line !== line.normalize('NFC'))
  if (decomposed >= 0) {
    problems.push({ file, line: decomposed + 1, field: '', message: 'the text is not in Unicode form NFC' })
  }
  if (document.errors.length > 0) return { file, value: null, report }

  const raw: unknown = document.toJS()
  if (raw === null) {
    report([], 'the file is empty')
    return { file, value: null, report }
  }
  return { file, value: readForm(schema, raw, [], report), report }
}

/** What stands at `at`, read by a schema; null when its form is wrong, which is then reported. */
export function readForm<S extends z.ZodType>(
  schema: S,
  raw: unknown,
  at: readonly PropertyKey[],
  report: Report,
): z.output<S> | null {
  const parsed = schema.safeParse(raw)
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) {
    for (const { path, message } of issueMessage(issue, raw)) report([...at, ...path], message)
  }
  return null
}

function readSource(dir: string, file: string, problems: Problem[]): string | null {
  try {
    return readFileSync(join(dir, file), 'utf8')
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    problems.push({ file, line: 1, field: '', message: `the file cannot be read (${reason})` })
    return null
  }
}

const syntaxMessage = (message: string): string =>
  `this is not valid YAML: ${message.charAt(0).toLowerCase()}${message.slice(1).replace(/\.$/, '')}`

/** The line of the field, or of the nearest thing above it when the field is missing. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const at = offsetOf(document, path.slice(0, length))
    if (at !== null) return lines.linePos(at).line
  }
  return isNode(document.contents) && document.contents.range
    ? lines.linePos(document.contents.range[0]).line
    : 1
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number | null {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(path.at(-1)))
    return pair !== undefined && isScalar(pair.key) && pair.key.range ? pair.key.range[0] : null
  }
  const node: unknown = document.getIn(path, true)
  return isNode(node) && node.range ? node.range[0] : null
}
