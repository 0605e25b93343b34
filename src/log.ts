import { type Logger, pino } from 'pino'

/**
 * The program's log, on stderr. Of an error it keeps the name, the code and where it happened: the message
 * of a database error may quote what a person wrote.
 */
export function createLog(level: string): Logger {
  return pino({ level, serializers: { err: errorFacts } }, pino.destination(2))
}

/** What may be logged of an error. */
export function errorFacts(error: unknown): { name: string; code?: string; at: string[] } {
  // grammY wraps what went wrong; the wrapper says nothing.
  if (error instanceof Error && 'error' in error && error.error instanceof Error)
    return errorFacts(error.error)
  if (!(error instanceof Error)) return { name: typeof error, at: [] }
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  return { name: error.name, ...code, at: at.slice(0, 8).map((line) => line.trim()) }
}
