import type { Context } from 'grammy'
import { type Option, type Phrase, say } from '../../domain/screen.js'
import { readTwoWords } from '../../domain/two-words.js'
import type { OfficerDesk } from '../../services/officer-desk.js'
import type { Speaker } from '../speak.js'
import { type Form, ask } from './ask.js'

export const LATER: Option = { id: 'later', label: say('officer.later'), words: ['de sau'] }
const TRIES = 3

/** Asks for two words as somebody else shows them; null when the officer leaves, or has guessed too often. */
export async function askTwoWords(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  desk: OfficerDesk,
  question: Phrase[],
): Promise<string | { left: Phrase }> {
  let lines = question
  for (let tried = 0; tried < TRIES; tried++) {
    const answer = await ask(form, ctx, speaker, { lines, options: [LATER] })
    if (answer.kind !== 'words') break
    const isAllowed = await form.external(({ turn }) => desk.mayGuess(turn.pending.contactId, turn.now))
    if (!isAllowed) return { left: say('officer.guessed-enough') }
    const words = readTwoWords(answer.text)
    if (words !== null) return words
    lines = [say('officer.words-unread')]
  }
  return { left: say('officer.left') }
}
