import type { Logger } from 'pino'
import { z } from 'zod'
import type { Channel, Delivery, Pictures, Receive, Sent } from '../channel.js'
import { createSendParts } from '../in-parts.js'
import { madeUpBotInfo } from '../made-up-bot-info.js'
import type { PictureInWords } from '../picture-in-words.js'
import { atMost, backoff, PACE, pause, type Pace } from '../pace.js'
import { createTroubles, nameOf } from '../trouble.js'
import { type Answer, createApi } from './api.js'
import { sendMessage } from './message.js'
import { createPoller, type Poller } from './poll.js'
import { decode } from './receive.js'
import { encode, toSent } from './send.js'
import { type Part, PARTS, tokenSentence } from './trouble.js'
import { createWebhook } from './webhook.js'

export type ZaloBotConfig = {
  token: string
  /** "https://bot-api.zaloplatforms.com", or a stand-in's address. */
  apiRoot: string
} & (
  | { mode: 'polling' }
  /** `url` is where Zalo posts to; `secret` has 8 to 256 characters. */
  | { mode: 'webhook'; url: string; secret: string }
)

export interface ZaloBotDeps {
  receive: Receive
  /** True while this process is the one that may poll with this token. */
  takeToken: () => Promise<boolean>
  /** Where Zalo can fetch the picture of this name; null where it cannot reach us. */
  pictureUrl: (name: string) => string | null
  pictures: Pictures
  pictureInWords: PictureInWords
  /** Counts what somebody has to look at. */
  alarm?: (what: 'quota') => void
  clock: () => Date
  log: Pick<Logger, 'warn' | 'error'>
  pace?: Pace
}

export interface ZaloBotChannel extends Channel {
  id: 'zalo-bot'
  /** Answers what Zalo posts; only in webhook mode. */
  webhook?: (request: Request) => Promise<Response>
}

/** The wire of a bot of the Zalo Bot Platform: words and pictures, with nothing to press, to change or to take back. */
export function createZaloBotChannel(config: ZaloBotConfig, deps: ZaloBotDeps): ZaloBotChannel {
  const { log, receive, pace = PACE } = deps
  const api = createApi({ root: config.apiRoot, token: config.token })
  const troubles = createTroubles(PARTS, deps.clock)
  const stopping = new AbortController()
  const { signal } = stopping
  const sendParts = createSendParts()
  const background: Promise<unknown>[] = []
  /** The bot's own name; null until getMe has told it. */
  let account: string | null = null

  /** An event that we cannot even read is left out: it must not stop those after it. */
  const decodeOurs = (event: unknown): Delivery | null => {
    try {
      return decode(event, account)
    } catch (error) {
      log.error({ error: nameOf(error) }, 'zalo-bot: an event could not be read')
      return null
    }
  }

  /** Repeats a call until Zalo agrees or the signal comes; `isEnough` is a no that will do. */
  const insist = async (
    part: Part,
    method: string,
    payload: object,
    isEnough: (answer: Extract<Answer, { ok: false }>) => boolean = () => false,
  ): Promise<unknown> => {
    for (let failures = 1; !signal.aborted; failures++) {
      const answer = await api.call(method, payload, { signal })
      if (signal.aborted) return null
      if (answer.ok || isEnough(answer)) {
        troubles.clear(part)
        return answer.ok ? answer.result : null
      }
      const { status, description } = answer
      const sentence =
        status === 0
          ? `Zalo Bot cannot be reached (${description}).`
          : `Zalo did not take ${method} (${status} ${description}); it is tried again.`
      if (troubles.set(part, tokenSentence(status) ?? sentence))
        log.warn({ method, status, says: description }, 'zalo-bot: not registered yet')
      await pause(backoff(pace, failures), signal)
    }
    return null
  }

  const learnName = async (): Promise<void> => {
    const me = meSchema.safeParse(await insist('bot', 'getMe', {}))
    if (me.success) account = me.data.account_name
  }

  const meet = async (): Promise<void> => {
    const named = learnName()
    background.push(named)
    await atMost(pace.helloMs, named)
  }

  // Where there is no webhook Zalo may call it an error to remove one.
  const freeTheWay = () =>
    insist('webhook', 'deleteWebhook', {}, ({ status }) => status === 400 || status === 404)

  const poller: Poller | null =
    config.mode === 'webhook'
      ? null
      : createPoller({
          api,
          decode: decodeOurs,
          receive,
          takeToken: deps.takeToken,
          prepare: async () => void (await freeTheWay()),
          log,
          troubles,
          pace,
        })

  const { pictureUrl, pictures, pictureInWords } = deps
  const speaking = { api, pictureUrl, pictures, pictureInWords, log }

  /** Says once what a person has to do something about. */
  const judge = (answer: Answer): Sent => {
    const sent = toSent(answer)
    if (answer.ok) {
      troubles.clear('send')
      troubles.clear('quota')
      return sent
    }
    const { status, description } = answer
    if (status === 429) {
      const sentence = 'Zalo Bot has used up its messages of the month: nothing goes out until the next one.'
      if (troubles.set('quota', sentence)) {
        log.error({ status, says: description }, 'zalo-bot: the quota of the month is used up')
        deps.alarm?.('quota')
      }
      return sent
    }
    if (!sent.ok && sent.why === 'retry') {
      const sentence = tokenSentence(status) ?? 'Messages do not get through to Zalo Bot.'
      if (troubles.set('send', sentence)) log.warn({ status, says: description }, 'zalo-bot: sending failed')
    }
    return sent
  }

  const channel: ZaloBotChannel = {
    id: 'zalo-bot',
    botInfo: madeUpBotInfo(Number.parseInt(config.token, 10) || 1, 'guong_sang_zalo_bot'),

    send: (call, to, key) =>
      sendParts(key, encode(call), async (message) =>
        judge(await sendMessage(message, to.address, speaking)),
      ),

    async start() {
      if (config.mode === 'webhook')
        background.push(insist('webhook', 'setWebhook', { url: config.url, secret_token: config.secret }))
      poller?.start()
      await meet()
    },

    meet,

    async stop() {
      stopping.abort()
      await Promise.all([poller?.stop(), ...background])
    },

    // A chat here is opened by the person alone, and a link cannot carry words.
    inviteLink: () => null,

    trouble: () => troubles.first(),
  }
  if (config.mode !== 'webhook') return channel
  return { ...channel, webhook: createWebhook({ secret: config.secret, decode: decodeOurs, receive, log }) }
}

const meSchema = z.looseObject({ account_name: z.string().min(1) })
