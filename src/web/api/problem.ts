import type { Context } from 'hono'

/** What can be wrong with a call, in the words of RFC 9457; `type` is stable, the words are not. */
export const PROBLEMS = {
  'bad-request': { status: 400, title: 'A parameter cannot be read' },
  'no-token': { status: 401, title: 'A bearer token is needed' },
  'invalid-token': { status: 401, title: 'This token does not work' },
  forbidden: { status: 403, title: 'This token does not open this' },
  'not-found': { status: 404, title: 'Nothing is here' },
  'method-not-allowed': { status: 405, title: 'Only GET and HEAD work here' },
  'not-acceptable': { status: 406, title: 'Answers are JSON' },
  'too-many-requests': { status: 429, title: 'Too many calls with this token' },
  broken: { status: 500, title: 'Something went wrong on our side' },
} as const

export type ProblemId = keyof typeof PROBLEMS

export const PROBLEM_JSON = 'application/problem+json'

export const problemType = (id: ProblemId): string => `urn:guong-sang:problem:${id}`

/** Why there is no answer, as `application/problem+json`, in English. */
export function problem(
  c: Context,
  id: ProblemId,
  detail: string,
  headers: Record<string, string> = {},
): Response {
  const { status, title } = PROBLEMS[id]
  const body = { type: problemType(id), title, status, detail }
  return c.body(`${JSON.stringify(body)}\n`, status, {
    'Content-Type': PROBLEM_JSON,
    'Cache-Control': 'no-store',
    ...headers,
  })
}
