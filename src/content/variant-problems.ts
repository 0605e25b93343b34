import type { Report } from './yaml-file.js'

interface Found {
  path: readonly PropertyKey[]
  message: string
  /** How bad it is: the first number that is told. */
  size: number
  /** The variant in which it is worst. */
  worst: number
  variants: Set<number>
}

/** Collects what is wrong in the variants of one source, to tell each kind of problem at a field once. */
export class VariantProblems {
  readonly #found = new Map<string, Found>()

  /** Where the problems of one variant are reported. */
  of(variant: number): Report {
    return (path, message) => {
      const { kind, size } = kindAndSize(message)
      const key = JSON.stringify([path.map(String), kind])
      const known = this.#found.get(key)
      const variants = (known?.variants ?? new Set<number>()).add(variant)
      if (known === undefined || size > known.size)
        this.#found.set(key, { path, message, size, worst: variant, variants })
    }
  }

  /** Tells all, at their worst; variants are named unless all `count` of them have the problem. */
  tell(report: Report, count: number): void {
    for (const { path, message, worst, variants } of this.#found.values()) {
      const more = variants.size === 1 ? '' : `, and ${variants.size - 1} more`
      report(path, variants.size === count ? message : `${message} (variant ${worst}${more})`)
    }
  }
}

/** `the sentence "…" has 17 words, …` is one kind of problem, whatever the sentence and its length. */
function kindAndSize(message: string): { kind: string; size: number } {
  const unquoted = message.replace(/"[^"]*"(?= has )/g, '')
  return { kind: unquoted.replace(/\d+/g, '#'), size: Number(/\d+/.exec(unquoted)?.[0] ?? 0) }
}
