/**
 * The text with the choices below it, one to a line after an empty line. Labels arrive already
 * numbered ("1. Tắt máy"). A single button is a way on, not a choice, and adds nothing.
 */
export function withNumberedLines(text: string, labels: readonly string[]): string {
  if (labels.length < 2) return text
  return `${text}\n\n${labels.join('\n')}`
}

/** "Gõ 1 để tiếp.": the text itself says how to go on. */
const SAYS_ONE = /(?<!\p{L})gõ 1(?!\d)/iu

/** The same where nothing can be pressed: a single way on stands there too, unless the text already says it. */
export function withEveryLine(text: string, labels: readonly string[]): string {
  const isHidden = labels.length === 1 && !SAYS_ONE.test(text)
  return isHidden ? `${text}\n\n${labels[0]}` : withNumberedLines(text, labels)
}
