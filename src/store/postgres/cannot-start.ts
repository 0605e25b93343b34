/**
 * The program cannot start, for a reason its operator can mend.
 * The message is one whole sentence, fit to print as it stands, without a stack trace.
 */
export class CannotStart extends Error {
  override name = 'CannotStart'
}

const REASONS: Record<string, string> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'it is read-only',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'a file of that name stands there',
  ENOENT: 'a part of the path does not exist and cannot be made',
  ENOSPC: 'no space is left on the disk',
  EDQUOT: 'the disk quota is used up',
}

const MENDING: Record<string, string> = {
  ENOSPC: 'free some space',
  EDQUOT: 'free some space',
}

/** Turns a file error on a path under DATA_DIR into a sentence; any other error passes through unchanged. */
export function cannotUse(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const reason = REASONS[code]
  if (!reason) return error
  const mending = MENDING[code] ?? 'make it writable'
  return new CannotStart(`Cannot use ${path}: ${reason}; ${mending} or set DATA_DIR to another directory.`, {
    cause: error,
  })
}
