import type { Logger } from 'pino'
import type { Words } from '../bot/words.js'
import { dayNumber } from '../domain/calendar.js'
import type { Curriculum } from '../domain/curriculum.js'
import type { Picture } from '../domain/exercise.js'
import type { ChainChart, ChartOf } from '../domain/chain-chart.js'
import { alternativeOf } from './alternative.js'
import { createCache } from './cache.js'
import { type Drawer, createDrawer } from './drawer.js'
import { type Drawing, drawingOf, invitationDrawing } from './drawing.js'
import { type InviteLink, chartIn, invitationIn, pictureOf } from './name.js'
import { shownBy } from './shown.js'

/** The pictures of the chat, by name. */
export interface Pictures {
  /** Null for a name of no picture of today, and for a picture that cannot be drawn. Never rejects. */
  png(name: string): Promise<Buffer | null>
  /** What is said in the picture's place, and whether it is one to keep. */
  about(name: string): { alt: string; keep: boolean }
  close(): Promise<void>
}

export interface PicturesDeps {
  /** What is in use, and what was before it: its pictures are asked for a while longer. */
  curricula: () => readonly Curriculum[]
  wordsOf: (curriculum: Curriculum) => Words
  /** Where drawn pictures are kept; made when it is needed. */
  dir: string
  /** What a chart of published figures shows; null where that is not published. Without it there are no charts. */
  chart?: (of: ChartOf) => Promise<ChainChart | null>
  /** Where an invitation leads on a channel; without it no invitation is drawn. */
  inviteLink?: InviteLink
  clock: () => Date
  log: Pick<Logger, 'debug' | 'warn'>
  drawer?: Drawer
}

/** A picture, and the content that names it so. */
interface Found {
  picture: Picture
  curriculum: Curriculum
}

export function createPictures(deps: PicturesDeps): Pictures {
  const { curricula, wordsOf, dir, chart, inviteLink = () => null, clock, log } = deps
  const { drawer = createDrawer() } = deps
  const cache = createCache(dir)
  /** Who asks for the same picture meanwhile waits for the same drawing. */
  const underWay = new Map<string, Promise<Buffer | null>>()

  const drawn = ({ picture, curriculum }: Found): Drawing =>
    drawingOf(shownBy(picture, curriculum)!, wordsOf(curriculum))

  const drawnChart = async (of: ChartOf): Promise<Drawing | null> => {
    const told = (await chart?.(of)) ?? null
    return told === null ? null : { kind: 'chain-chart', ...told }
  }

  const make = async (name: string, drawing: () => Promise<Drawing | null>): Promise<Buffer | null> => {
    const kept = await cache.read(name)
    if (kept !== null) return kept
    try {
      const found = await drawing()
      if (found === null) return none(name)
      const png = await drawer.draw(found)
      await cache.write(name, png).catch((error: unknown) => {
        log.warn({ err: error, picture: name }, 'a picture could not be kept')
      })
      return png
    } catch (error) {
      log.warn({ err: causeOf(error), picture: name, why: whyOf(error) }, 'a picture was not drawn')
      return null
    }
  }

  const none = (name: string): null => {
    log.debug({ picture: name.slice(0, 100) }, 'there is no such picture today')
    return null
  }

  /** How the picture of a name is drawn; null for a name of no picture of today. */
  const drawingBy = (name: string): (() => Promise<Drawing | null>) | null => {
    const of = chartIn(name)
    if (of !== null) return () => drawnChart(of)
    const invited = invitation(name)
    if (invited !== null) return () => Promise.resolve(invited)
    const found = find(name)
    return found === null ? null : () => Promise.resolve(drawn(found))
  }

  const invitation = (name: string): Drawing | null => {
    const found = invitationIn(name, inviteLink)
    return found === null ? null : invitationDrawing(found, wordsOf(curricula()[0]!))
  }

  const find = (name: string): Found | null => {
    for (const curriculum of curricula()) {
      const picture = pictureOf(name, curriculum, dayNumber(clock()))
      if (picture !== null) return { picture, curriculum }
    }
    return null
  }

  return {
    async png(name) {
      const drawing = drawingBy(name)
      if (drawing === null) return none(name)
      const known = underWay.get(name)
      if (known !== undefined) return known
      const making = make(name, drawing).finally(() => underWay.delete(name))
      underWay.set(name, making)
      return making
    },

    about(name) {
      if (chartIn(name) !== null) return { alt: CHART_ALT, keep: false }
      const invited = invitation(name)
      if (invited !== null) return { alt: alternativeOf(invited), keep: false }
      const found = find(name)
      if (found === null) return { alt: '', keep: false }
      return { alt: alternativeOf(drawn(found)), keep: found.picture.kind === 'paper' }
    },

    close: () => drawer.close(),
  }
}

/** Its numbers stand in the message that it goes with. */
const CHART_ALT = 'Biểu đồ bốn số: người cao tuổi, đang học, đã làm bài, đang thành thạo.'

const causeOf = (error: unknown): unknown => (error instanceof Error ? (error.cause ?? error) : error)
const whyOf = (error: unknown): string => (error instanceof Error ? error.message : '')
