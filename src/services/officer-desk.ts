import { readOfficerCode } from '../domain/officer-code.js'
import type { Officer } from '../domain/role.js'
import { type Scope, scopeOf } from '../domain/scope.js'
import { audit } from '../store/audit.js'
import { createGuesses } from '../store/guesses.js'
import { officerOfCode, officerOfContact } from '../store/officers.js'
import type { Pool } from '../store/pool.js'
import { type ConfirmMember, createConfirmMember } from './confirm-member.js'
import type { Summary } from './scope-summary.js'
import type { SignIn } from './sign-in.js'
import { hashed } from './tokens.js'

/** What the chat needs for officers and for those they confirm. Reads only: what is changed goes with the turn. */
export interface OfficerDesk extends ConfirmMember, Pick<SignIn, 'newLink' | 'thingsBeside' | 'isWaiting'> {
  ofContact(contactId: number): Promise<Officer | null>
  /** The look is noted. */
  summary(officer: Officer, at: Date): Promise<Summary>
  /** What scams went round lately, in sentences: published figures and nothing else. The look is noted. */
  scams(officer: Officer, at: Date): Promise<string[]>
  /**
   * Whose one-time code stands in the text. `refused` for a code that does not work, whatever the reason, and after
   * too many tries; null when the text holds none.
   */
  byCode(
    text: string,
    contactId: number,
    at: Date,
  ): Promise<{ officer: Officer; codeHash: string } | 'refused' | null>
  /** Counts a try at two words; false after too many. */
  mayGuess(contactId: number, at: Date): Promise<boolean>
}

export interface OfficerDeskDeps {
  pool: Pool
  signIn: SignIn
  summary(scope: Scope, officer: Officer, at: Date): Promise<Summary>
  scams(scope: Scope, at: Date): Promise<string[]>
}

export function createOfficerDesk({ pool, signIn, summary, scams }: OfficerDeskDeps): OfficerDesk {
  const { mayTry: mayGuess } = createGuesses(pool, 'officer')
  const noteLook = ({ id, placeId }: Officer, page: 'chat' | 'chat-scams', at: Date): Promise<void> =>
    audit(pool, { officerId: id, action: 'see-figures', placeId, facts: { page }, at })
  const { newLink, thingsBeside, isWaiting } = signIn
  return {
    ...createConfirmMember(pool),
    newLink,
    thingsBeside,
    isWaiting,
    mayGuess,
    ofContact: (contactId) => officerOfContact(pool, contactId),
    async summary(officer, at) {
      await noteLook(officer, 'chat', at)
      return summary(scopeOf(officer), officer, at)
    },
    async scams(officer, at) {
      await noteLook(officer, 'chat-scams', at)
      return scams(scopeOf(officer), at)
    },
    async byCode(text, contactId, at) {
      const letters = readOfficerCode(text)
      if (letters === null) return null
      if (!(await mayGuess(contactId, at))) return 'refused'
      const codeHash = hashed(letters)
      const officer = await officerOfCode(pool, codeHash, at)
      return officer === null ? 'refused' : { officer, codeHash }
    },
  }
}
