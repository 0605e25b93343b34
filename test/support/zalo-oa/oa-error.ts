/** An error as the envelope says it, on HTTP 200. */
export class OaError extends Error {
  constructor(
    readonly code: number,
    readonly says: string,
    /** What is wrong with the call itself: a misuse, not a state of the world. */
    readonly isMisuse = false,
  ) {
    super(says)
  }
}
