/** Codes of errors by which nobody was reached at all: what we had to say surely went nowhere. */
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/**
 * Whether nobody can know if a platform did what it was asked, for a call without a clear answer: a whole answer by
 * a gateway, or none where the line was open before.
 * @param status of the answer; 0 where none came, and `says` is then the error's code
 */
export const isOutcomeUnknown = (status: number, says: string): boolean =>
  status !== 0 || !NEVER_CONNECTED.has(says)
