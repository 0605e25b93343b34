import type { Logger } from 'pino'
import type { PictureSource } from '../picture-source.js'
import { nameOf } from '../trouble.js'
import type { OaAnswer, OaFailed } from './api.js'
import type { Image } from './body.js'
import { meaningOf } from './errors.js'
import type { Alarm, OaTroubles } from './trouble.js'

/** How many uploads Zalo allows in a month, and when somebody should know. */
export const MOST_UPLOADS = 5_000
export const ALARM_AT = 0.8 * MOST_UPLOADS
/** Bytes of a picture that Zalo takes. */
const LARGEST_PICTURE = 1024 * 1024
/** So long Zalo keeps an upload. */
export const UPLOAD_LASTS_MS = 7 * 24 * 60 * 60 * 1000

/** How many pictures were uploaded this month, over all processes. */
export interface Uploads {
  /** Counts one more; how many there are in the month of `at`. */
  add(at: Date): Promise<number>
}

export interface PictureDeps {
  /** An address from which Zalo can fetch the picture; null when there is none. */
  pictureUrl: (name: string) => string | null
  pictures: PictureSource
  uploads: Uploads
  /** Uploads the picture with the token that is good now. */
  upload: (name: string, png: Buffer) => Promise<OaAnswer>
  clock: () => Date
  log: Pick<Logger, 'warn' | 'error'>
  troubles: OaTroubles
  alarm: (what: Alarm) => void
  /** Tells of a try that Zalo refused, though another one follows. */
  note: (refused: OaFailed) => void
}

/** Sends a picture with its words; `send` puts an image into the message, null: in words. */
export type SendPicture = (
  name: string,
  send: (image: Image | null) => Promise<OaAnswer>,
) => Promise<OaAnswer>

/**
 * Gives a picture by its address on our server, which costs Zalo's limit of uploads nothing; where Zalo will not have
 * that, by an upload, of this time or of the last days; where that fails too, the message goes out without it.
 */
export function createPictureSender(deps: PictureDeps): SendPicture {
  const { pictures, log } = deps
  return async (name, send) => {
    for (const given of [known, linked, uploaded]) {
      const image = await given(name)
      if (image === null) continue
      const answer = await send(image)
      if (answer.ok || meaningOf(answer).mayBePicture !== true) return answer
      deps.note(answer)
      log.warn({ picture: name, says: saidBy(answer) }, 'zalo-oa: a picture was refused')
    }
    return send(null)
  }

  /** Uploaded in the last days, because its address was refused then. */
  async function known(name: string): Promise<Image | null> {
    const handle = await pictures.handle(name)
    return handle === null ? null : { attachment_id: handle }
  }

  /** Drawn before its link is given: Zalo fetches it while we wait for its answer. */
  async function linked(name: string): Promise<Image | null> {
    const url = deps.pictureUrl(name)
    return url === null || (await pictures.png(name)) === null ? null : { url }
  }

  async function uploaded(name: string): Promise<Image | null> {
    const png = await pictures.png(name)
    if (png === null || png.length > LARGEST_PICTURE || !(await mayUpload(deps))) return null
    const answer = await deps.upload(name, png)
    const handle = answer.ok ? attachmentIn(answer.data) : null
    if (!answer.ok && meaningOf(answer).remedy === 'our-bug') deps.note(answer)
    if (handle === null) {
      log.warn({ picture: name, says: saidBy(answer) }, 'zalo-oa: a picture could not be uploaded')
      return null
    }
    await pictures.remember(name, handle)
    return { attachment_id: handle }
  }
}

/** Counted before, so that no crash hides one. */
async function mayUpload({ uploads, clock, log, troubles, alarm }: PictureDeps): Promise<boolean> {
  try {
    const nth = await uploads.add(clock())
    if (nth < ALARM_AT) {
      troubles.clear('uploads')
      return true
    }
    const sentence = `Over ${ALARM_AT} of ${MOST_UPLOADS} uploads of pictures to Zalo are used this month: can Zalo fetch them from PUBLIC_URL?`
    if (troubles.set('uploads', sentence)) {
      log.error({ uploads: nth }, 'zalo-oa: most uploads of this month are used')
      alarm('uploads')
    }
    return nth <= MOST_UPLOADS
  } catch (error) {
    log.warn({ error: nameOf(error) }, 'zalo-oa: uploads could not be counted')
    return false
  }
}

const saidBy = (answer: OaAnswer): string =>
  answer.ok ? '' : `${answer.code ?? answer.status} ${answer.message}`

function attachmentIn(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || !('attachment_id' in data)) return null
  return typeof data.attachment_id === 'string' && data.attachment_id !== '' ? data.attachment_id : null
}
