import { z } from 'zod'

const LONGEST = 2_000

/** Counted in code points, as people count; one spelling for every letter, or it is a third longer. */
const words = z
  .string()
  .refine(
    (text) => Array.from(text).length >= 1 && Array.from(text).length <= LONGEST,
    `has not 1–${LONGEST} characters`,
  )
  .refine((text) => text === text.normalize('NFC'), 'is not in NFC')

const chat = z.string().min(1)
const httpUrl = z.url({ protocol: /^https?$/ })
const seconds = z.union([z.number().int(), z.string().regex(/^\d+$/)])

/** What each method takes, and nothing beside it. */
export const METHODS = {
  getMe: z.strictObject({}),
  getUpdates: z.strictObject({ timeout: seconds.optional() }),
  setWebhook: z.strictObject({ url: httpUrl, secret_token: z.string().min(8).max(256) }),
  deleteWebhook: z.strictObject({}),
  getWebhookInfo: z.strictObject({}),
  sendMessage: z.strictObject({ chat_id: chat, text: words }),
  sendPhoto: z.strictObject({ chat_id: chat, photo: httpUrl, caption: words.optional() }),
  sendChatAction: z.strictObject({ chat_id: chat, action: z.literal('typing') }),
} as const

export type Method = keyof typeof METHODS

export const isMethod = (name: string): name is Method => Object.hasOwn(METHODS, name)

/** What is wrong with a call by the documentation; empty when nothing is. */
export function problemsOf(method: Method, payload: unknown): string[] {
  const read = METHODS[method].safeParse(payload)
  return read.success
    ? []
    : read.error.issues.map(({ path, message }) => `${method} ${path.join('.')}: ${message}`)
}
