import type { Troubles } from '../trouble.js'

/** The parts of the wire that can be in trouble, the gravest first. */
export const PARTS = ['poll', 'webhook', 'quota', 'send', 'bot'] as const
export type Part = (typeof PARTS)[number]
export type ZaloBotTroubles = Troubles<Part>

/** What to do when Zalo does not know the token; null for any other status. */
export const tokenSentence = (status: number): string | null =>
  status === 401
    ? 'Zalo does not accept ZALO_BOT_TOKEN; copy it again from the chat with Zalo Bot Manager.'
    : null
