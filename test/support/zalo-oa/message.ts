import { z } from 'zod'
import { OaError } from './oa-error.js'

const MOST_CHARACTERS = 2_000

const query = z.strictObject({
  title: z.string().min(1),
  type: z.enum(['oa.query.hide', 'oa.query.show']),
  payload: z.string().min(1),
})
const opens = z.strictObject({
  title: z.string().min(1),
  type: z.literal('oa.open.url'),
  payload: z.strictObject({ url: z.url() }),
})
const image = z.strictObject({
  media_type: z.literal('image'),
  url: z.string().optional(),
  attachment_id: z.string().optional(),
})
const media = z.strictObject({ template_type: z.literal('media'), elements: z.array(image).length(1) })
const buttons = z.strictObject({
  template_type: z.literal('button').optional(),
  buttons: z.array(z.union([query, opens])).min(1),
})

const body = z.strictObject({
  recipient: z.strictObject({ user_id: z.string().regex(/^\d+$/) }),
  message: z.strictObject({
    text: z.string().optional(),
    attachment: z
      .strictObject({ type: z.literal('template'), payload: z.union([media, buttons]) })
      .optional(),
    quote_message_id: z.string().optional(),
  }),
})

/** A message as it was asked for, well formed. */
export interface Asked {
  userId: string
  text: string
  buttons: { title: string; payload: string }[]
  image: { url: string } | { attachmentId: string } | null
}

/** Reads the body of `message/cs`, strictly; throws what Zalo would answer. */
export function readMessage(payload: unknown): Asked {
  const read = body.safeParse(payload)
  if (!read.success) {
    const [issue] = read.error.issues
    throw misused(-201, `${issue?.path.join('.')} is invalid: ${issue?.message}`)
  }
  const { recipient, message } = read.data
  const { text = '', attachment } = message
  if (text === '' && attachment === undefined) throw misused(-201, 'message is empty')
  if (Array.from(text).length > MOST_CHARACTERS) throw misused(-210, 'text is longer than 2000 characters')
  if (text !== text.normalize('NFC')) throw misused(-201, 'text is not in NFC (a rule of ours)')
  const shown = attachment?.payload
  return {
    userId: recipient.user_id,
    text,
    buttons: shown !== undefined && 'buttons' in shown ? shown.buttons.map(readButton) : [],
    image: shown !== undefined && 'elements' in shown ? readImage(shown.elements[0]!) : null,
    ...checkCount(shown),
  }
}

function checkCount(shown: object | undefined): object {
  if (shown !== undefined && 'buttons' in shown && (shown.buttons as unknown[]).length > 5)
    throw misused(-201, 'more than 5 buttons')
  return {}
}

function readButton({ title, payload }: z.infer<typeof query> | z.infer<typeof opens>): Asked['buttons'][0] {
  const data = typeof payload === 'string' ? payload : payload.url
  if (Array.from(title).length > 100)
    throw misused(-201, 'the title of a button is longer than 100 characters')
  if (Array.from(data).length > 1_000)
    throw misused(-201, 'the payload of a button is longer than 1000 characters')
  return { title, payload: data }
}

function readImage({ url, attachment_id: attachmentId }: z.infer<typeof image>): NonNullable<Asked['image']> {
  if (url !== undefined && attachmentId === undefined) return { url }
  if (attachmentId !== undefined && url === undefined) return { attachmentId }
  throw misused(-201, 'exactly one of url and attachment_id is needed')
}

const misused = (code: number, says: string): OaError => new OaError(code, says, true)
