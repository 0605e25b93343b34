import type { Logger } from 'pino'
import { z } from 'zod'
import type { Channel, Delivery, PictureHandles, Pictures, Receive } from '../channel.js'
import { madeUpBotInfo } from '../made-up-bot-info.js'
import { atMost, PACE, type Pace } from '../pace.js'
import type { PictureInWords } from '../picture-in-words.js'
import { createPictureSource } from '../picture-source.js'
import { createTroubles, nameOf } from '../trouble.js'
import { createApi } from './api.js'
import { createPhotoSender } from './photo.js'
import { createPoller, type Poller } from './poll.js'
import { decode } from './receive.js'
import {
  insist,
  pollingRegistration,
  profileRegistrations,
  register,
  webhookRegistration,
  type Profile,
} from './register.js'
import { encode, toSent } from './send.js'
import { PARTS, tokenSentence } from './trouble.js'
import { createWebhook } from './webhook.js'

export type TelegramConfig = {
  token: string
  /** "https://api.telegram.org", or a stand-in's address. */
  apiRoot: string
  profile: Profile
} & (
  | { mode: 'polling' }
  /** `url` is where Telegram posts to; `secret` is 1–256 of A–Z a–z 0–9 _ -. */
  | { mode: 'webhook'; url: string; secret: string }
)

export interface TelegramDeps {
  receive: Receive
  /** True while this process is the one that may poll with this token. Asked again after a conflict. */
  takeToken: () => Promise<boolean>
  pictures: Pictures
  pictureInWords: PictureInWords
  /** The file_ids of pictures that were sent before. */
  handles: PictureHandles
  log: Pick<Logger, 'info' | 'warn' | 'error'>
  clock: () => Date
  pace?: Pace
}

export interface TelegramChannel extends Channel {
  id: 'telegram'
  /** Answers what Telegram posts; only in webhook mode. */
  webhook?: (request: Request) => Promise<Response>
}

/**
 * The Telegram wire. `botInfo` is made up from the token until getMe has answered and is then filled
 * in place, so that whoever holds it sees the bot's own name, and a start without network succeeds.
 */
export function createTelegramChannel(config: TelegramConfig, deps: TelegramDeps): TelegramChannel {
  const { log, pace = PACE } = deps
  const api = createApi({ root: config.apiRoot, token: config.token })
  const troubles = createTroubles(PARTS, deps.clock)
  const id = Number.parseInt(config.token, 10) || 1
  const botInfo = madeUpBotInfo(id, `bot${id}`)
  /** The bot's own name; null until getMe has told it. */
  let username: string | null = null
  const stopping = new AbortController()
  const { signal } = stopping
  const background: Promise<void>[] = []
  const registering = { api, log, troubles, pace }
  const source = createPictureSource({
    wire: 'telegram',
    pictures: deps.pictures,
    handles: deps.handles,
    log,
  })
  const sendPhoto = createPhotoSender({
    api,
    pictures: source,
    pictureInWords: deps.pictureInWords,
    log,
  })

  /** An update that we cannot even read is left out: it must not stand before all others for ever. */
  const decodeOurs = (update: unknown): Delivery | null => {
    try {
      return decode(update, botInfo)
    } catch (error) {
      log.error({ error: nameOf(error) }, 'telegram: an update could not be read')
      return null
    }
  }

  const learnName = async (): Promise<void> => {
    const me = await insist({ method: 'getMe', payload: {}, part: 'bot' }, registering, signal)
    const read = meSchema.safeParse(me)
    if (!read.success) return
    Object.assign(botInfo, read.data)
    username = read.data.username
  }

  const poller: Poller | null =
    config.mode === 'webhook'
      ? null
      : createPoller({
          api,
          decode: decodeOurs,
          receive: deps.receive,
          takeToken: deps.takeToken,
          prepare: () => register([pollingRegistration], registering, signal),
          log,
          troubles,
          pace,
        })

  const channel: TelegramChannel = {
    id: 'telegram',
    botInfo,

    async send(call, to) {
      const { method, payload } = encode(call, to.address)
      const answer = method === 'sendPhoto' ? await sendPhoto(payload) : await api.call(method, payload)
      if (answer.ok) {
        troubles.clear('send')
        return toSent(answer)
      }
      const sent = toSent(answer)
      const { status, description } = answer
      // A wait asked for by 429 is no trouble, and what is refused concerns one chat only.
      if (!sent.ok && sent.why === 'retry' && status !== 429) {
        const sentence = tokenSentence(status) ?? 'Messages do not get through to Telegram.'
        if (troubles.set('send', sentence)) {
          log.warn({ method, status, says: description }, 'telegram: sending failed')
        }
      }
      return sent
    },

    async start() {
      const named = learnName()
      background.push(named.then(() => register(profileRegistrations(config.profile), registering, signal)))
      if (config.mode === 'webhook') {
        background.push(register([webhookRegistration(config.url, config.secret)], registering, signal))
      }
      poller?.start()
      await atMost(pace.helloMs, named)
    },

    async meet() {
      const named = learnName()
      background.push(named)
      await atMost(pace.helloMs, named)
    },

    async stop() {
      stopping.abort()
      await Promise.all([poller?.stop(), ...background])
    },

    inviteLink: (words) =>
      username === null ? null : `https://t.me/${username}?start=${encodeURIComponent(words)}`,

    trouble: () => troubles.first(),
  }
  if (config.mode !== 'webhook') return channel
  return {
    ...channel,
    webhook: createWebhook({ secret: config.secret, decode: decodeOurs, receive: deps.receive, log }),
  }
}

const meSchema = z.looseObject({ id: z.number().int(), username: z.string(), first_name: z.string() })
