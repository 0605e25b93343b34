import type { Call } from '../channels/channel.js'
import { type TurnContext, turns } from './turn-context.js'

type Fetch = (url: string | URL | Request, init?: RequestInit) => Promise<Response>

/**
 * The `client.fetch` of every bot: a call made during a turn is kept with the turn and answered with a
 * made-up result; we ask the platform nothing during a turn. Only the acknowledgement of a button goes out at once.
 */
export function capturingFetch(sendNow: (call: Call, turn: TurnContext) => void): Fetch {
  return async (url, init) => {
    const turn = turns.getStore()
    const method = methodOf(url)
    if (turn === undefined) throw new Error(`${method} was called outside a turn`)
    const call: Call = { method, payload: await payloadOf(init) }
    if (method === 'answerCallbackQuery') sendNow(call, turn)
    else turn.replies.push(call)
    return Response.json({ ok: true, result: madeUpResult(call, turn) })
  }
}

const methodOf = (url: string | URL | Request): string => {
  const path = typeof url === 'string' ? url : url instanceof URL ? url.pathname : url.url
  return path.slice(path.lastIndexOf('/') + 1)
}

async function payloadOf(init: RequestInit | undefined): Promise<Record<string, unknown>> {
  const body = init?.body
  if (body === undefined || body === null) return {}
  const text = typeof body === 'string' ? body : await new Response(body).text()
  return JSON.parse(text) as Record<string, unknown>
}

/** Messages get an id no platform knows; nothing may be edited by it. */
function madeUpResult({ method, payload }: Call, turn: TurnContext): unknown {
  if (!method.startsWith('send')) return true
  return {
    message_id: turn.replies.length,
    date: Math.floor(turn.now.getTime() / 1000),
    chat: { id: turn.pending.contactId, type: 'private', first_name: '-' },
    ...(typeof payload.text === 'string' ? { text: payload.text } : {}),
    ...(typeof payload.caption === 'string' ? { caption: payload.caption } : {}),
  }
}
