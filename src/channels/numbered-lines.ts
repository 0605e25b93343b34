/**
 * The text with the choices below it, one to a line after an empty line. Labels arrive already
 * numbered ("1. Tắt máy"). A single button is a way on, not a choice, and adds nothing.
 */
export function withNumberedLines(text: string, labels: readonly string[]): string {
  if (labels.length < 2) return text
  return `${text}\n\n${labels.join('\n')}`
}
