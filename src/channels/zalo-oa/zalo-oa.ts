import type { Logger } from 'pino'
import type { Channel, PictureHandles, Pictures, Receive } from '../channel.js'
import { createSendParts } from '../in-parts.js'
import { madeUpBotInfo } from '../made-up-bot-info.js'
import { atMost, PACE, type Pace } from '../pace.js'
import { type PictureInWords, withPictureInWords } from '../picture-in-words.js'
import { createPictureSource } from '../picture-source.js'
import { createTroubles } from '../trouble.js'
import { createOaApi, type OaAnswer, type OaFailed } from './api.js'
import { messageBody } from './body.js'
import { isKnown, meaningOf } from './errors.js'
import { oaIdIn } from './oa-id.js'
import { createPictureSender, type Uploads } from './picture.js'
import type { OaTokens } from './pair.js'
import { encode, LONGEST_TEXT, toSent, type OaMessage } from './send.js'
import { createAccess } from './tokens.js'
import { PARTS, type Alarm } from './trouble.js'
import type { SeenMessages } from './seen.js'
import { createWebhook } from './webhook.js'

export interface ZaloOaConfig {
  appId: string
  appSecret: string
  /** Signs events; told to be the app's secret or one of its own. */
  webhookSecret: string
  /** The first pair; the newest is kept by `tokens`. */
  accessToken: string
  refreshToken: string
  /** "https://openapi.zalo.me" and "https://oauth.zaloapp.com", or a stand-in's address. */
  apiRoot: string
  oauthRoot: string
}

export interface ZaloOaDeps {
  receive: Receive
  /** Hears that a person saw messages of ours. */
  onSeen?: (seen: SeenMessages) => Promise<void>
  tokens: OaTokens
  /** Where Zalo can fetch a picture of ours; null where it cannot. */
  pictureUrl: (name: string) => string | null
  pictures: Pictures
  pictureInWords: PictureInWords
  /** The attachments of pictures that were uploaded in the last seven days. */
  handles: PictureHandles
  uploads: Uploads
  clock: () => Date
  log: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>
  /** Counts what somebody has to look at. */
  alarm?: (what: Alarm) => void
  pace?: Pace
}

export interface ZaloOaChannel extends Channel {
  id: 'zalo-oa'
  /** Answers what Zalo posts. */
  webhook: (request: Request) => Promise<Response>
}

const MESSAGE = '/v3.0/oa/message/cs'
const ABOUT_US = '/v2.0/oa/getoa'
const UPLOAD = '/v2.0/oa/upload/image'
/** An access token dies after 25 hours, also where nobody writes: it is looked at so often, milliseconds. */
const LOOK_EVERY_MS = 10 * 60 * 1000

const isTokenRefused = (answer: OaAnswer): answer is OaFailed =>
  !answer.ok && meaningOf(answer).remedy === 'refresh'

/** The wire of a Zalo Official Account: its webhook, and its messages of customer service. */
export function createZaloOaChannel(config: ZaloOaConfig, deps: ZaloOaDeps): ZaloOaChannel {
  const { log, clock, pictureUrl, uploads, alarm = () => undefined, pace = PACE } = deps
  const { appId, appSecret, oauthRoot, accessToken, refreshToken } = config
  const api = createOaApi(config.apiRoot)
  const troubles = createTroubles(PARTS, clock)
  const access = createAccess(
    { appId, appSecret, oauthRoot, first: { accessToken, refreshToken } },
    { tokens: deps.tokens, clock, log, troubles, alarm, pace },
  )
  const source = createPictureSource({ wire: 'zalo-oa', pictures: deps.pictures, handles: deps.handles, log })
  const sendPicture = createPictureSender({
    pictureUrl,
    pictures: source,
    uploads,
    upload: (name, bytes) =>
      withToken((token) =>
        api.upload(UPLOAD, { field: 'file', name: `${name}.png`, type: 'image/png', bytes }, token),
      ),
    clock,
    log,
    troubles,
    alarm,
    note,
  })
  /** The number of our OA; null until Zalo has told it. */
  let oaId: string | null = null
  let isUnknownTold = false
  const stopping = new AbortController()
  const sendParts = createSendParts()
  let looking: ReturnType<typeof setInterval> | null = null

  /** Calls with the token that is good now; with another one, once, where Zalo refuses it. */
  async function withToken(call: (token: string) => Promise<OaAnswer>): Promise<OaAnswer> {
    const token = await access.token()
    if (token === null) return { ok: false, code: null, status: 0, message: 'no access token' }
    const answer = await call(token)
    if (!isTokenRefused(answer)) return answer
    const other = await access.renewed(token)
    if (other === null) return answer
    const second = await call(other)
    if (isTokenRefused(second)) await access.refusedAgain(other, second.message)
    return second
  }

  /** Asked again at each look until it is known: an app may speak for several OAs. */
  async function learnOaId(): Promise<void> {
    if (oaId !== null) return
    const answer = await withToken((token) => api.get(ABOUT_US, token, stopping.signal))
    oaId = answer.ok ? oaIdIn(answer.data) : null
    if (oaId !== null || isUnknownTold || stopping.signal.aborted) return
    isUnknownTold = true
    log.warn('zalo-oa: the number of the OA is not known yet: events of every OA of the app are taken')
  }

  async function meet(): Promise<void> {
    await access.token()
    await atMost(pace.helloMs, learnOaId())
    looking = setInterval(() => void access.token().then(learnOaId), LOOK_EVERY_MS)
    looking.unref()
  }

  const post = (userId: string, message: OaMessage): Promise<OaAnswer> => {
    const { text, picture, buttons } = message
    if (picture === null) {
      return withToken((token) => api.post(MESSAGE, messageBody(userId, text, { buttons }), token))
    }
    return sendPicture(picture, (image) => {
      const words =
        image === null ? withPictureInWords(text, deps.pictureInWords(picture), LONGEST_TEXT) : text
      const body = messageBody(userId, words, { image, buttons })
      return withToken((token) => api.post(MESSAGE, body, token))
    })
  }

  /** What a person must know of an answer that was no success. */
  function note(answer: OaFailed): void {
    const { code, message } = answer
    const { remedy } = meaningOf(answer)
    if (remedy === 'our-bug') {
      log.error({ code, says: message }, 'zalo-oa: Zalo refuses what we sent')
      return alarm(code !== null && isKnown(code) ? 'our-bug' : 'unknown-code')
    }
    if (remedy === 'human') {
      const sentence = `Zalo does not let this OA send messages (${code} ${message}); look into its console.`
      if (!troubles.set('send', sentence)) return
      log.error({ code, says: message }, 'zalo-oa: something is to be done in the console of Zalo')
      return alarm('human')
    }
    if (code === null && troubles.set('send', 'Messages do not get through to Zalo.')) {
      log.warn({ status: answer.status, says: message }, 'zalo-oa: sending failed')
    }
  }

  return {
    id: 'zalo-oa',
    botInfo: madeUpBotInfo(1, 'guong_sang_oa'),

    send: (call, { address }, key) =>
      sendParts(key, encode(call), async (message) => {
        const answer = await post(address, message)
        const sent = toSent(answer)
        if (!answer.ok) note(answer)
        if (sent.ok) troubles.clear('send')
        return sent
      }),

    // Events come by themselves: there is nothing else to start.
    start: meet,
    meet,

    stop() {
      stopping.abort()
      if (looking !== null) clearInterval(looking)
      return Promise.resolve()
    },

    // No parameter is documented that would carry the words into the chat.
    inviteLink: () => (oaId === null ? null : `https://zalo.me/${oaId}`),
    trouble: () => troubles.first(),
    webhook: createWebhook({
      appId,
      secret: config.webhookSecret,
      receive: deps.receive,
      ...(deps.onSeen && { onSeen: deps.onSeen }),
      oaId: () => oaId,
      clock,
      log,
      troubles,
      alarm,
    }),
  }
}
