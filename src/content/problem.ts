/** One thing that is wrong in `content/`, told so that an educator can find and mend it. */
export interface Problem {
  /** Relative to the content folder: `lessons/4.1.yaml`. */
  file: string
  /** 1-based; where the field stands, or where it should stand. */
  line: number
  /** `steps[2].choices[0].text`; empty when the file as a whole is meant. */
  field: string
  /** What is wrong, without a full stop. */
  message: string
}

/** The problem in one sentence: file, line, field, and what is wrong. */
export const problemSentence = ({ file, line, field, message }: Problem): string =>
  `${file}, line ${line}${field === '' ? '' : `, ${field}`}: ${message}.`

/** All problems of the content at once; it stops the start. */
export class ContentError extends Error {
  override readonly name = 'ContentError'

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(problemSentence).join('\n'))
  }
}

/** `['steps', 2, 'text']` → `steps[2].text`, counted from 0 as the YAML list is. */
export function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, key) => {
    if (typeof key === 'number') return `${name}[${key}]`
    return name === '' ? String(key) : `${name}.${String(key)}`
  }, '')
}
