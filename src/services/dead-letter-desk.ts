import { type Officer, may } from '../domain/role.js'
import { audit } from '../store/audit.js'
import { type DeadLetter, type PutBack, deadLetters, dropLetter, putBack } from '../store/dead-letters.js'
import type { Pool } from '../store/pool.js'

export type { DeadLetter, PutBack }

/** A page has room for so many. */
export const LETTERS_SHOWN = 200

/** What was given up, for those who may mend it; null for everybody else. */
export interface DeadLetterDesk {
  /** The newest first: ids, kinds and codes, never a text, nor who it was for. */
  list(by: Officer, at: Date): Promise<DeadLetter[] | null>
  /** Tries it again from now on. */
  again(by: Officer, id: string, at: Date): Promise<PutBack | null>
  /** Takes it off the list for good; false when it is not there any more. */
  drop(by: Officer, id: string, at: Date): Promise<boolean | null>
}

export function createDeadLetterDesk(pool: Pool): DeadLetterDesk {
  const note = (by: Officer, action: string, at: Date, facts: Record<string, string | number>) =>
    audit(pool, { officerId: by.id, action, placeId: by.placeId, facts, at })
  const mayMend = ({ role }: Officer): boolean => may(role, 'mend-dead-letters')
  return {
    async list(by, at) {
      if (!mayMend(by)) return null
      const letters = await deadLetters(pool, LETTERS_SHOWN)
      await note(by, 'see-dead-letters', at, { letters: letters.length })
      return letters
    },
    async again(by, id, at) {
      if (!mayMend(by)) return null
      const came = await putBack(pool, id)
      if (came === 'back') await note(by, 'retry-letter', at, { letter: id })
      return came
    },
    async drop(by, id, at) {
      if (!mayMend(by)) return null
      const isDropped = await dropLetter(pool, id, at)
      if (isDropped) await note(by, 'drop-letter', at, { letter: id })
      return isDropped
    },
  }
}
