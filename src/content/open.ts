import type { Curriculum } from '../domain/curriculum.js'
import { contentFolder, hashOf } from './folder.js'
import type { LastGood } from './last-good.js'
import { loadCurriculum } from './load.js'
import { ContentError, type Problem } from './problem.js'

/** What a program starts with. */
export interface Opened {
  curriculum: Curriculum
  hash: string
  /** What is wrong in the folder, when it is the copy that is used. */
  problems: readonly Problem[]
  /** How the folder looked before it was read. */
  seen: string
}

/**
 * The content of the folder `dir`; when that has problems, what passed the check last.
 *
 * @throws {ContentError} when nothing passed before
 */
export async function openContent(dir: string, lastGood: LastGood): Promise<Opened> {
  const seen = await contentFolder(dir).look()
  try {
    const hash = await hashOf(dir)
    return { curriculum: loadCurriculum(dir), hash, problems: [], seen }
  } catch (error) {
    const good = error instanceof ContentError ? await lastGood.find() : null
    if (!(error instanceof ContentError) || good === null) throw error
    return { curriculum: loadedAgain(good.dir, error), hash: good.hash, problems: error.problems, seen }
  }
}

/** The copy passed the check of its day; a newer program may ask for more. */
function loadedAgain(dir: string, first: ContentError): Curriculum {
  try {
    return loadCurriculum(dir)
  } catch (error) {
    throw error instanceof ContentError ? first : error
  }
}
