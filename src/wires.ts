import type { Logger } from 'pino'
import type { Channel, ChannelId, Pictures, Receive } from './channels/channel.js'
import { profileWith } from './channels/telegram/profile.js'
import { createTelegramChannel } from './channels/telegram/telegram.js'
import { createWebChannel, type WebChannelDeps } from './channels/web/channel.js'
import type { PictureInWords } from './channels/picture-in-words.js'
import type { Alarm } from './channels/zalo-oa/trouble.js'
import { createZaloOaChannel } from './channels/zalo-oa/zalo-oa.js'
import { createZaloBotChannel } from './channels/zalo-bot/zalo-bot.js'
import type { Config } from './config.js'
import { type Linked, pictureLink, pictureLinkKey, readPictureLink } from './pictures/link.js'
import { noteSeen } from './store/announcement-events.js'
import { createPictureHandles } from './store/picture-handles.js'
import type { Pool } from './store/pool.js'
import { createSeal } from './store/sealed.js'
import { createUploads } from './store/upload-counts.js'
import { createZaloTokens } from './store/zalo-tokens.js'

export interface WireDeps {
  pool: Pool
  receive: Receive
  /** True while this process is the one that may poll with this token. */
  takeToken: (token: string) => Promise<boolean>
  pictures: Pictures
  messages: WebChannelDeps['messages']
  aboutPicture: WebChannelDeps['aboutPicture']
  /** The address people open, without a final slash. */
  publicUrl: () => string
  secret: string
  /** Counts what somebody has to look at. */
  alarm?: (what: Alarm) => void
  clock: () => Date
  log: Logger
}

type Webhook = (request: Request) => Promise<Response>

export interface Wires {
  channels: Map<ChannelId, Channel>
  /** What answers the platforms that post to us. */
  webhooks: { telegram?: Webhook; zaloOa?: Webhook; zaloBot?: Webhook }
  /** Reads a link by which a platform fetches a picture; absent where none does. */
  readPictureLink?: (file: string, at: Date) => Linked | null
}

/** What the menu of Telegram lists, in this order. */
const COMMANDS = [
  'start', 'hoc', 'ontap', 'kiemtra', 'ketqua', 'nguoithan', 'caidat', 'trogiup', 'canbo', 'xoadulieu',
] as const // prettier-ignore
/** Zalo forgets what was uploaded after seven days; a day before that it is uploaded anew. */
const OA_KEEPS_MS = 6 * 24 * 60 * 60 * 1000

/** Every channel the config has a token for, and the web chat, which needs none. */
export function createWires(config: Config, deps: WireDeps): Wires {
  const { messages, aboutPicture, publicUrl, clock, log } = deps
  const key = pictureLinkKey(deps.secret)
  // Nobody but us can reach a program without a public address.
  const pictureUrl = (name: string): string | null =>
    config.publicUrl === null ? null : pictureLink({ publicUrl: config.publicUrl, key }, name, clock())

  const speaking = { ...deps, pictureInWords: (name: string) => aboutPicture(name).alt }

  const web = createWebChannel({ messages, aboutPicture, publicUrl, clock, log })
  const telegram = telegramOf(config, speaking)
  const zaloOa = zaloOaOf(config, { ...speaking, pictureUrl })
  const zaloBot = zaloBotOf(config, { ...speaking, pictureUrl })
  const all = [web, telegram, zaloOa, zaloBot].filter((channel) => channel !== null)
  return {
    channels: new Map(all.map((channel): [ChannelId, Channel] => [channel.id, channel])),
    webhooks: {
      ...(telegram?.webhook && { telegram: telegram.webhook }),
      ...(zaloOa && { zaloOa: zaloOa.webhook }),
      ...(zaloBot?.webhook && { zaloBot: zaloBot.webhook }),
    },
    ...((zaloOa ?? zaloBot) && {
      readPictureLink: (file: string, at: Date) => readPictureLink(key, file, at),
    }),
  }
}

interface SpeakingDeps extends WireDeps {
  pictureInWords: PictureInWords
}
interface ZaloDeps extends SpeakingDeps {
  pictureUrl: (name: string) => string | null
}

function telegramOf({ telegram, publicUrl }: Config, deps: SpeakingDeps) {
  if (telegram === null) return null
  const { pool, receive, pictures, pictureInWords, clock, log } = deps
  const { token, apiRoot, mode, webhookSecret } = telegram
  const way =
    mode === 'polling'
      ? { mode }
      : { mode, url: `${publicUrl}/webhooks/telegram`, secret: webhookSecret ?? '' }
  const handles = createPictureHandles(pool, 'telegram')
  const takeToken = () => deps.takeToken(token)
  return createTelegramChannel(
    { token, apiRoot, profile: profileWith(COMMANDS), ...way },
    { receive, takeToken, pictures, pictureInWords, handles, clock, log },
  )
}

function zaloOaOf({ zaloOa }: Config, deps: ZaloDeps) {
  if (zaloOa === null) return null
  const { pool, receive, pictures, pictureUrl, pictureInWords, alarm, clock, log } = deps
  return createZaloOaChannel(zaloOa, {
    receive,
    onSeen: (seen) => noteSeen(pool, seen, clock()),
    tokens: createZaloTokens(pool, createSeal(deps.secret, 'zalo tokens'), zaloOa.appId),
    pictureUrl,
    pictures,
    pictureInWords,
    handles: createPictureHandles(pool, 'zalo-oa', { maxAgeMs: OA_KEEPS_MS, clock }),
    uploads: createUploads(pool, 'zalo-oa'),
    ...(alarm && { alarm }),
    clock,
    log,
  })
}

function zaloBotOf({ zaloBot, publicUrl }: Config, deps: ZaloDeps) {
  if (zaloBot === null) return null
  const { receive, pictures, pictureUrl, pictureInWords, alarm, clock, log } = deps
  const { token, apiRoot, mode, webhookSecret } = zaloBot
  const way =
    mode === 'polling'
      ? { mode }
      : { mode, url: `${publicUrl}/webhooks/zalo-bot`, secret: webhookSecret ?? '' }
  const takeToken = () => deps.takeToken(`zalo-bot ${token}`)
  return createZaloBotChannel(
    { token, apiRoot, ...way },
    { receive, takeToken, pictures, pictureUrl, pictureInWords, ...(alarm && { alarm }), clock, log },
  )
}
