/** Something changed between the question and the answer; the turn is worked on again and says what is true now. */
export class NotAnyMore extends Error {
  override readonly name = 'NotAnyMore'
}
