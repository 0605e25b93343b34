import { type Phrase, say } from '../screen.js'
import type { Session } from '../session.js'
import { isSentOn } from './offer-check.js'
import { type Input, type Result, type SecretFate, type State, type World, under } from './turn.js'
import { keepingPrompt, reshow } from './view.js'

type Standing = State & { session: Session }

/**
 * What is said where a secret was typed, at most two lines: that it is covered, what becomes of the message, and never to
 * tell it to anybody. How a message is deleted by hand is said once. That it was deleted is never claimed: we only know
 * that we ask for it.
 */
export function secretLines(session: Session, fate: SecretFate): { lines: Phrase[]; session: Session } {
  if (fate === 'deleted') return { lines: [say('secret.deleted'), say('secret.lesson')], session }
  const lines = [say('unclear.secret')]
  if (fate === 'covered' || session.toldToDelete === true) return { lines, session }
  return { lines: [...lines, say('secret.stays')], session: { ...session, toldToDelete: true } }
}

/** Whether somebody typed a secret themselves; in what was sent on it may be evidence. */
export const isOwnSecret = (input: Input): boolean =>
  input.kind === 'words' && input.masked && !isSentOn(input)

/** The same in one short line, above a whole screen. */
export const briefSecretLine = ({ secretFate }: Pick<World, 'secretFate'>): Phrase =>
  say(secretFate === 'deleted' ? 'secret.brief-deleted' : 'secret.brief')

/**
 * A secret stood in what somebody wrote in a calm turn. In an emergency nothing is said of it, and nothing deleted: it
 * may be evidence, and something else has to be done.
 */
export function tellSecret(state: Standing, world: World): Result {
  if (state.session.mode.kind === 'emergency') return reshow(state, world, [])
  if (state.prompt === null) return { ...reshow(state, world, [briefSecretLine(world)]), deletes: true }
  const { lines, session } = secretLines(state.session, world.secretFate ?? 'covered')
  return { ...keepingPrompt({ ...state, session }, world, ...lines), deletes: true }
}

/** What comes anyway, under the line about the secret. */
export const underSecret = (result: Result, world: World): Result =>
  result.screen === null
    ? result
    : { ...result, screen: under([briefSecretLine(world)], result.screen), deletes: true }
