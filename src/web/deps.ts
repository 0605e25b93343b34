import type { Logger } from 'pino'
import type { Receive } from '../channels/channel.js'
import type { WebMessages } from '../channels/web/messages.js'
import type { Guard } from '../channels/web/receive.js'
import type { WallCard } from '../domain/curriculum.js'
import type { Region } from '../domain/learner.js'
import type { OpenOwnData } from '../services/own-data-file.js'
import type { ApiDeps } from './api/deps.js'
import type { DeskServices } from './desk/services.js'

/** One lesson, opened for educators. */
export interface Preview {
  now(): { lesson: string; title: string | null; problems: readonly string[] }
  /** Seats a new learner of this region before the lesson. */
  seat(visitor: string, region: Region): Promise<void>
}

/** All that the HTTP entrance needs from the rest of the program. */
export interface WebDeps {
  messages: WebMessages
  /** Stores what a learner did and wakes a worker. */
  receive: Receive
  guard: Guard
  /** The words behind a listening link, or null when it is unknown or older than a day. */
  listening: { read(token: string, at: Date): Promise<string | null> }
  /** The pictures of the chat by their names; null for a name of none. */
  pictures: { png(name: string): Promise<Buffer | null> }
  /** Reads a link by which a platform fetches a picture; absent where none does. Null for forged ones and those over. */
  readPictureLink?: (file: string, at: Date) => { name: string; daysLeft: number | null } | null
  /** The card for the wall, in the words of a region; null for that of the province. */
  card(region: Region | null): WallCard
  /** The officers' pages; absent where nobody is an officer. */
  officers?: DeskServices
  /** What programs read figures from; absent where nobody is an officer. */
  api?: ApiDeps
  /** Opens a link to what is kept about a learner; absent where nothing is kept. */
  ownData?: OpenOwnData
  /** Set by `npm run content:preview` alone. */
  preview?: Preview
  /** Named parts and what they say; a channel that cannot be reached is named and leaves `ok` true. */
  ready(): Promise<{ ok: boolean; parts: Record<string, string> }>
  /** A prom-client registry, or anything that writes metrics as text. */
  metrics: { contentType: string; metrics(): Promise<string> }
  /** Each verifies, stores and acknowledges one call of its platform; absent where that does not post to us. */
  webhooks?: Partial<Record<'telegram' | 'zaloOa' | 'zaloBot', (request: Request) => Promise<Response>>>
  clock: () => Date
  log: Pick<Logger, 'error'>
  /** The address people open, e.g. https://guongsang.example; null when it is not known. */
  publicUrl: string | null
  /** Set when the figures and places shown are made up. */
  demo: { province: string } | null
  /** Ends the streams that are open when the server stops. */
  stopping?: AbortSignal
  /** Milliseconds between two signs of life on a quiet stream; 20,000 unless told. */
  heartbeatMs?: number
}
