import type { Troubles } from '../trouble.js'

/** The parts of the wire that can be in trouble, the gravest first. */
export const PARTS = ['poll', 'webhook', 'send', 'bot', 'profile'] as const
export type Part = (typeof PARTS)[number]
export type TelegramTroubles = Troubles<Part>

/** What to do when Telegram does not know the token; null for any other status. */
export const tokenSentence = (status: number): string | null =>
  status === 401 || status === 404
    ? 'Telegram does not accept TELEGRAM_BOT_TOKEN; copy it again from BotFather.'
    : null
