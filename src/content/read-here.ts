import type { Curriculum } from '../domain/curriculum.js'
import { loadCurriculum } from './load.js'
import { ContentError, type Problem } from './problem.js'

/** What a folder holds, as one thread tells another: structured cloning keeps maps, not that they are frozen. */
export type Said = { curriculum: Curriculum } | { problems: readonly Problem[] }

/** Reads and checks a folder; seconds of this thread. */
export function readHere(dir: string): Said {
  try {
    return { curriculum: loadCurriculum(dir) }
  } catch (error) {
    if (error instanceof ContentError) return { problems: error.problems }
    throw error
  }
}
