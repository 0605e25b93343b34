import type { OaButton } from './send.js'

/**
 * Sources differ: a live system sends buttons without a `template_type`, another one with "button". Null leaves it out.
 */
const BUTTONS_TEMPLATE: string | null = null

/** A picture as the OpenAPI takes it: an address that Zalo fetches, or an upload of ours. */
export type Image = { url: string } | { attachment_id: string }

/**
 * The body of `message/cs`: words to one person, with a picture or buttons where there are some.
 *
 * A message holds one attachment. Under a picture the choices are the numbered lines alone: a second message for the
 * buttons would cost one of the few that a person may get for each of theirs, and part the question from what it asks
 * about. Every choice can be typed.
 */
export function messageBody(
  userId: string,
  text: string,
  { image = null, buttons }: { image?: Image | null; buttons: OaButton[] },
): object {
  const payload = image !== null ? imagePayload(image) : buttons.length > 0 ? buttonsPayload(buttons) : null
  const attachment = payload === null ? {} : { attachment: { type: 'template', payload } }
  return { recipient: { user_id: userId }, message: { text, ...attachment } }
}

const imagePayload = (image: Image): object => ({
  template_type: 'media',
  elements: [{ media_type: 'image', ...image }],
})

const buttonsPayload = (buttons: OaButton[]): object => ({
  ...(BUTTONS_TEMPLATE !== null && { template_type: BUTTONS_TEMPLATE }),
  buttons,
})
