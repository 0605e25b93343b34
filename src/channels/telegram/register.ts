import type { Logger } from 'pino'
import { backoff, pause, type Pace } from '../pace.js'
import type { Answer, Api } from './api.js'
import { tokenSentence, type Part, type TelegramTroubles } from './trouble.js'

/** The kinds of update we read; everything else stays with Telegram. */
export const ALLOWED_UPDATES = ['message', 'callback_query', 'my_chat_member']

/** What people see of the bot before they write to it. */
export interface Profile {
  /** Names as in "/hoc" without the slash, with one line on what each does. */
  commands: { command: string; description: string }[]
  /** Stands in the empty chat; at most 512 characters. */
  description: string
  /** Stands on the bot's page and in shared links; at most 120 characters. */
  shortDescription: string
}

/** One call that must have succeeded some time after the start. */
export interface Registration {
  method: string
  payload: object
  part: Part
}

/** The calls that make the profile known, in the order in which a stranger would miss them. */
export const profileRegistrations = (profile: Profile): Registration[] => [
  { method: 'setMyCommands', payload: { commands: profile.commands }, part: 'profile' },
  { method: 'setChatMenuButton', payload: { menu_button: { type: 'commands' } }, part: 'profile' },
  { method: 'setMyDescription', payload: { description: profile.description }, part: 'profile' },
  {
    method: 'setMyShortDescription',
    payload: { short_description: profile.shortDescription },
    part: 'profile',
  },
]

export const webhookRegistration = (url: string, secret: string): Registration => ({
  method: 'setWebhook',
  payload: { url, secret_token: secret, allowed_updates: ALLOWED_UPDATES },
  part: 'webhook',
})

export const pollingRegistration: Registration = { method: 'deleteWebhook', payload: {}, part: 'webhook' }

export interface RegisterDeps {
  api: Api
  log: Pick<Logger, 'warn'>
  troubles: TelegramTroubles
  pace: Pace
}

/** Makes the calls one after another, each again until Telegram agrees or the signal comes. */
export async function register(
  registrations: readonly Registration[],
  deps: RegisterDeps,
  signal: AbortSignal,
): Promise<void> {
  for (const registration of registrations) await insist(registration, deps, signal)
}

/** Repeats one call until it succeeds; its result, or null when the signal came first. */
export async function insist(
  { method, payload, part }: Registration,
  { api, log, troubles, pace }: RegisterDeps,
  signal: AbortSignal,
): Promise<unknown> {
  for (let failures = 1; !signal.aborted; failures++) {
    const answer = await api.call(method, payload, { signal })
    if (signal.aborted) return null
    if (answer.ok) {
      troubles.clear(part)
      return answer.result
    }
    const sentence = `Telegram did not take ${method} (${why(answer)}); it is tried again.`
    if (troubles.set(part, tokenSentence(answer.status) ?? sentence)) {
      log.warn({ method, status: answer.status, says: answer.description }, 'telegram: not registered yet')
    }
    const asked = (answer.retryAfterSeconds ?? 0) * 1000
    await pause(Math.max(asked, backoff(pace, failures)), signal)
  }
  return null
}

const why = (answer: Extract<Answer, { ok: false }>): string =>
  `${answer.status === 0 ? 'no answer' : answer.status}${answer.description ? `: ${answer.description}` : ''}`
