import type { Logger } from 'pino'
import { z } from 'zod'
import { type PictureInWords, withPictureInWords } from '../picture-in-words.js'
import type { PictureSource } from '../picture-source.js'
import type { Answer, Api } from './api.js'
import { toSent } from './send.js'

export interface PhotoDeps {
  api: Api
  pictures: PictureSource
  pictureInWords: PictureInWords
  log: Pick<Logger, 'warn'>
}

/** The payload of a `sendPhoto` as Telegram gets it, but for `photo`: our own name of the picture. */
type Photo = Record<string, unknown>

/**
 * Sends a picture by the file_id of an earlier time, else uploads it and remembers the new one. When it
 * cannot be drawn or Telegram will not have it, what it shows goes out in words, above its own and with the same buttons.
 * Two chats that are the first at the same moment both upload; either file_id is good.
 */
export function createPhotoSender(deps: PhotoDeps): (photo: Photo) => Promise<Answer> {
  const { api, pictures, log } = deps
  return async (photo) => {
    const name = String(photo['photo'])
    const handle = await pictures.handle(name)
    if (handle !== null) {
      const answer = await api.call('sendPhoto', { ...photo, photo: handle })
      if (!isRefused(answer)) return answer
      log.warn({ picture: name, says: saidBy(answer) }, 'telegram: a remembered picture was refused')
    }
    const png = await pictures.png(name)
    if (png !== null) {
      const answer = await upload(photo, name, png, deps)
      if (!isRefused(answer)) return answer
      log.warn({ picture: name, says: saidBy(answer) }, 'telegram: a picture was refused')
    }
    return api.call('sendMessage', asMessage(photo, deps.pictureInWords(name)))
  }
}

async function upload(photo: Photo, name: string, png: Buffer, deps: PhotoDeps): Promise<Answer> {
  const { photo: _name, ...rest } = photo
  const file = { field: 'photo', name: `${name}.png`, type: 'image/png', bytes: png }
  const answer = await deps.api.call('sendPhoto', rest, { file })
  const handle = answer.ok ? handleIn(answer.result) : null
  if (handle !== null) await deps.pictures.remember(name, handle)
  return answer
}

/** In characters, as Telegram takes a text. */
const LONGEST_TEXT = 4_096

/** In words, for a person who will not see the picture. */
function asMessage({ photo: _name, caption, ...rest }: Photo, shown: string): object {
  return {
    ...rest,
    text: withPictureInWords(typeof caption === 'string' ? caption : '', shown, LONGEST_TEXT),
  }
}

/** Whether Telegram will not take this picture, now or later; waits and people who are gone are not meant. */
function isRefused(answer: Answer): boolean {
  if (answer.ok) return false
  const sent = toSent(answer)
  // A call that Telegram does not know is nothing to wait for either: it is good for toSent, but shows nothing.
  return sent.ok || sent.why === 'refused'
}

const saidBy = (answer: Answer): string => (answer.ok ? '' : `${answer.status} ${answer.description}`)

const photoMessage = z.object({
  photo: z.array(z.object({ file_id: z.string(), width: z.number() })).min(1),
})

/** The file_id of the largest size: a smaller one sent again would stay small. */
function handleIn(result: unknown): string | null {
  const read = photoMessage.safeParse(result)
  if (!read.success) return null
  return read.data.photo.reduce((largest, size) => (size.width > largest.width ? size : largest)).file_id
}
