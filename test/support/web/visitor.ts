import { createHash, randomUUID } from 'node:crypto'
import type { Hono } from 'hono'

/** Opens the chat page once: the cookie it gave, and the hash under which the rows stand. */
export async function openChat(web: Hono): Promise<{ cookie: string; visitor: string }> {
  const response = await web.request('/chat')
  const [cookie = ''] = (response.headers.get('Set-Cookie') ?? '').split(';')
  const token = cookie.slice(cookie.indexOf('=') + 1)
  return { cookie, visitor: createHash('sha256').update(token).digest('hex') }
}

/** Posts as the page does; a string is sent as it stands. */
export async function post(
  web: Hono,
  cookie: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return web.request('/chat/messages', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Cookie: cookie, Host: 'localhost', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

export const words = (text: string): { id: string; text: string } => ({ id: randomUUID(), text })
