import { z } from 'zod'
import type { Http } from '../http.js'
import { readEnvelope } from './api.js'
import { meaningOf } from './errors.js'

/** What the token endpoint said; without an answer nobody knows whether the refresh token was spent. */
export type PairAnswer =
  | { kind: 'given'; accessToken: string; refreshToken: string; expiresIn: number | null }
  | { kind: 'no-answer' | 'refused'; says: string }

const givenSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.coerce.number().positive().nullable().catch(null),
})

/** Spends the refresh token. */
export async function askForPair(
  http: Http,
  { appId, appSecret }: { appId: string; appSecret: string },
  refreshToken: string,
): Promise<PairAnswer> {
  const body = new URLSearchParams({
    refresh_token: refreshToken,
    app_id: appId,
    grant_type: 'refresh_token',
  })
  const answer = await http({
    path: '/v4/oa/access_token',
    headers: { 'content-type': 'application/x-www-form-urlencoded', secret_key: appSecret },
    body: body.toString(),
  })
  const read = givenSchema.safeParse(parse(answer.text))
  if (read.success) {
    const { access_token: accessToken, refresh_token: next, expires_in: expiresIn } = read.data
    return { kind: 'given', accessToken, refreshToken: next, expiresIn }
  }
  const said = readEnvelope(answer)
  if (said.ok || said.code === null) return { kind: 'no-answer', says: `status ${answer.status}` }
  const isPassing = meaningOf(said).remedy === 'retry'
  return { kind: isPassing ? 'no-answer' : 'refused', says: `${said.code} ${said.message}` }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
