import { BadConfig } from '../config.js'
import { ContentError } from '../content/problem.js'
import { CannotStart } from '../store/postgres/cannot-start.js'

/** Something asked for that is not there, or not understood; one sentence. */
export class BadArgument extends Error {}

/** What a command says, and how it ends. */
export interface Answer {
  output: string
  code: 0 | 1
}

/** What `work` answers; what an operator can mend is one sentence, and everything else a bug that shows itself whole. */
export async function answering(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work()
  } catch (error) {
    const isKnown =
      error instanceof BadArgument ||
      error instanceof BadConfig ||
      error instanceof CannotStart ||
      error instanceof ContentError
    if (!isKnown) throw error
    return { output: `${error.message}\n`, code: 1 }
  }
}

/** Says it and ends the process: Prisma's engine leaves a timer of ten seconds behind, for which nobody should wait. */
export function finish({ output, code }: Answer): void {
  const stream = code === 0 ? process.stdout : process.stderr
  stream.write(output, () => process.exit(code))
}
