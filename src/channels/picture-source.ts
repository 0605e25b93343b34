import type { Logger } from 'pino'
import type { PictureHandles, Pictures } from './channel.js'
import { nameOf } from './trouble.js'

/** What a wire asks for a picture, by our name of it. All of it may fail without harm and never rejects. */
export interface PictureSource {
  /** What the platform calls it since an earlier time; null when it must be uploaded. */
  handle(name: string): Promise<string | null>
  remember(name: string, handle: string): Promise<void>
  /** Null when there is no such picture or it cannot be drawn: its words go out alone. */
  png(name: string): Promise<Buffer | null>
}

export interface PictureSourceDeps {
  /** Begins every line of the log. */
  wire: string
  pictures: Pictures
  handles: PictureHandles
  log: Pick<Logger, 'warn'>
}

export function createPictureSource({ wire, pictures, handles, log }: PictureSourceDeps): PictureSource {
  const warn = (picture: string, what: string, error: unknown) =>
    log.warn({ picture, error: nameOf(error) }, `${wire}: ${what}`)
  return {
    async handle(name) {
      try {
        return await handles.find(name)
      } catch (error) {
        warn(name, 'a handle of a picture could not be read', error)
        return null
      }
    },
    async remember(name, handle) {
      try {
        await handles.remember(name, handle)
      } catch (error) {
        warn(name, 'a handle of a picture could not be kept', error)
      }
    },
    async png(name) {
      try {
        const png = await pictures.png(name)
        if (png === null) log.warn({ picture: name }, `${wire}: there is no such picture`)
        return png
      } catch (error) {
        warn(name, 'a picture could not be drawn', error)
        return null
      }
    },
  }
}
