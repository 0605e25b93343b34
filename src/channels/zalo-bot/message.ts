import type { Logger } from 'pino'
import type { Pictures } from '../channel.js'
import { type PictureInWords, withPictureInWords } from '../picture-in-words.js'
import { nameOf } from '../trouble.js'
import type { Answer, Api } from './api.js'
import { LONGEST_TEXT, toSent, type Outgoing } from './send.js'

export interface MessageDeps {
  api: Api
  /** Where Zalo can fetch a picture of ours; null where it cannot reach us. */
  pictureUrl: (name: string) => string | null
  pictures: Pictures
  pictureInWords: PictureInWords
  log: Pick<Logger, 'warn'>
}

/** Sends one message; where Zalo cannot or will not have the picture, what it shows is said above the words. */
export async function sendMessage(
  { text, picture }: Outgoing,
  chatId: string,
  deps: MessageDeps,
): Promise<Answer> {
  const { api, log } = deps
  const photo = picture === null ? null : await linkTo(picture, deps)
  if (photo !== null) {
    const answer = await api.call('sendPhoto', { chat_id: chatId, photo, caption: text })
    if (!isRefused(answer)) return answer
    log.warn({ picture, says: saidBy(answer) }, 'zalo-bot: a picture was refused')
  }
  const shown = picture === null ? '' : deps.pictureInWords(picture)
  return api.call('sendMessage', { chat_id: chatId, text: withPictureInWords(text, shown, LONGEST_TEXT) })
}

/** Drawn before its link is given: Zalo fetches it while we wait for its answer, and has less patience than a pen. */
async function linkTo(name: string, { pictureUrl, pictures, log }: MessageDeps): Promise<string | null> {
  const url = pictureUrl(name)
  if (url === null) return null
  const png = await pictures.png(name).catch((error: unknown) => {
    log.warn({ picture: name, error: nameOf(error) }, 'zalo-bot: a picture could not be drawn')
    return null
  })
  return png === null ? null : url
}

/** Whether Zalo will not take this picture, now or later; waits, people who are gone and the quota are not meant. */
function isRefused(answer: Answer): boolean {
  if (answer.ok || answer.status === 429) return false
  const sent = toSent(answer)
  return !sent.ok && sent.why === 'refused'
}

const saidBy = (answer: Answer): string => (answer.ok ? '' : `${answer.status} ${answer.description}`)
