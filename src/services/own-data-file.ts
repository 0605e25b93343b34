import type { Curriculum } from '../domain/curriculum.js'
import { LEFT_OUT, type OwnRows, learnerOfLink, ownRows } from '../store/own-data.js'
import type { Pool } from '../store/pool.js'
import { hashed, isToken } from './tokens.js'

export type { OwnRow, OwnRows } from '../store/own-data.js'

/** How the content calls what rows name by an id; the id itself where it is not known any more. */
export interface Names {
  place(id: string): string
  lesson(id: string): string
  /** A skill or an area. */
  subject(id: string): string
}

/** Everything kept about one learner, as of a moment. */
export interface OwnDataFile {
  madeAt: Date
  rows: OwnRows
  /** Tables that hold nothing of theirs beside that, with the reason. */
  leftOut: Readonly<Record<string, string>>
  names: Names
}

/** Opens a link that was sent into a learner's chat: null for one that is unknown or whose minutes are over. */
export type OpenOwnData = (token: string, at: Date) => Promise<OwnDataFile | null>

export const createOpenOwnData =
  (pool: Pool, curriculum: () => Curriculum): OpenOwnData =>
  async (token, at) => {
    if (!isToken(token)) return null
    const learnerId = await learnerOfLink(pool, hashed(token), at)
    if (learnerId === null) return null
    const rows = await ownRows(pool, learnerId, at)
    return { madeAt: at, rows, leftOut: LEFT_OUT, names: namesIn(curriculum()) }
  }

const namesIn = ({ places, lessons, areas, allSkills }: Curriculum): Names => ({
  place: (id) => places.find((place) => place.id === id)?.name ?? id,
  lesson: (id) => lessons.get(id)?.title ?? id,
  subject: (id) => allSkills.get(id)?.title ?? areas.find((area) => area.id === id)?.name ?? id,
})
