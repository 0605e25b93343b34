import type { Pool } from 'pg'
import { encode } from '../../../src/channels/telegram/send.js'
import type { Call } from '../../../src/channels/channel.js'
import { type Incoming, doneAt } from '../../../src/domain/incoming.js'
import type { TelegramServer } from '../telegram/server.js'
import { gradedOption, openAfter, type Open } from './open-question.js'

/** A turn as it stands in the database after everything. */
export interface KeptTurn {
  id: number
  updateId: number
  state: string
  incoming: Incoming
  replies: Call[]
  receivedAt: Date
  answeredAt: Date | null
}

export interface Attempt {
  turnId: number
  option: string
  itemId: string
}

/** All turns of a Telegram chat in the order in which they came. */
export async function turnsOf(pool: Pool, address: number): Promise<KeptTurn[]> {
  const { rows } = await pool.query<KeptTurn>(
    `select t.id, t.update_id::bigint as "updateId", t.state, t.incoming, coalesce(t.replies, '[]') as replies,
       t.received_at as "receivedAt", t.answered_at as "answeredAt"
     from turn t join contact c on c.id = t.contact_id
     where c.channel = 'telegram' and c.address = $1 order by t.id`,
    [String(address)],
  )
  return rows
}

export async function attemptsOf(pool: Pool, address: number): Promise<Attempt[]> {
  const { rows } = await pool.query<Attempt>(
    `select a.turn_id as "turnId", a.option, a.item_id as "itemId"
     from attempt a join contact c on c.learner_id = a.learner_id
     where c.channel = 'telegram' and c.address = $1 order by a.turn_id`,
    [String(address)],
  )
  return rows
}

/** What is wrong with the turns: each update sent is one turn, in order, done and answered. */
export function turnProblems(turns: readonly KeptTurn[], sent: readonly number[]): string[] {
  const kept = turns.map(({ updateId }) => updateId)
  const lost = sent.filter((id) => !kept.includes(id)).map((id) => `update ${id} was lost`)
  const order = kept.join() === sent.join() ? [] : ['the turns are not those sent, each once and in order']
  const open = turns.filter(({ state }) => state !== 'done').map(({ id, state }) => `turn ${id} is ${state}`)
  const silent = turns
    .filter(({ replies }) => !replies.some(isMessage))
    .map(({ id }) => `turn ${id} has no reply`)
  return [...lost, ...order, ...open, ...silent]
}

/**
 * What is wrong with the attempts, against what the person was shown and sent: a press of an open
 * question's option, or its number, is graded once; an old button never, nor a number typed before the question came.
 */
export function attemptProblems(
  turns: readonly KeptTurn[],
  attempts: readonly Attempt[],
): { graded: number; problems: string[] } {
  const problems: string[] = []
  const kept = new Map(attempts.map((attempt) => [attempt.turnId, attempt]))
  if (kept.size !== attempts.length) problems.push('a turn was graded twice')
  let open = null as Open | null
  let openedAt: Date | null = null
  let graded = 0
  for (const { id, incoming, replies, receivedAt, answeredAt } of turns) {
    const isEarly = incoming.kind === 'text' && openedAt !== null && doneAt(incoming, receivedAt) < openedAt
    const expected = isEarly ? null : gradedOption(incoming, open)
    const attempt = kept.get(id)
    kept.delete(id)
    if (expected !== 'unknown') {
      if ((attempt?.option ?? null) !== expected)
        problems.push(`turn ${id}: graded ${attempt?.option}, not ${expected}`)
      if (attempt !== undefined && open?.item?.id !== attempt.itemId)
        problems.push(`turn ${id}: graded for another item`)
    }
    if (attempt !== undefined) graded += 1
    const next = openAfter(replies, open)
    if (next?.stamp !== open?.stamp) openedAt = answeredAt
    open = next
  }
  for (const id of kept.keys()) problems.push(`attempt of turn ${id}, which is none of this person's`)
  return { graded, problems }
}

/**
 * What is wrong with what was sent: the replies of all turns, in order, each once. A reply may stand
 * twice in a row when a kill lies between the two, once for each kill.
 */
export function sendingProblems(
  server: TelegramServer,
  address: number,
  turns: readonly KeptTurn[],
  kills: readonly number[],
): { duplicates: number; problems: string[] } {
  const wanted = turns.flatMap(({ replies }) =>
    replies.filter(isMessage).map((call) => read(encode(call, String(address)).payload)),
  )
  const sent = [...server.callsOf('sendMessage'), ...server.callsOf('sendPhoto')]
    .filter(({ payload, status }) => Number(payload['chat_id']) === address && status === 200)
    .toSorted((one, other) => one.at - other.at)
    .map(({ payload, at }) => ({ what: read(payload), at }))

  const problems: string[] = []
  let duplicates = 0
  let at = 0
  for (let from = 0; from < wanted.length;) {
    const what = wanted[from]!
    const alike = runLength(wanted, from, (one) => one === what)
    const run = sent.slice(at, at + runLength(sent, at, (one) => one.what === what))
    const extra = run.length - alike
    const between = kills.filter((kill) => run.length > 0 && kill > run[0]!.at && kill < run.at(-1)!.at)
    if (extra < 0) {
      return {
        duplicates,
        problems: [...problems, `reply ${from} of ${wanted.length} was not sent: ${what}`],
      }
    }
    if (extra > between.length) problems.push(`sent ${extra} times too often: ${what}`)
    duplicates += extra
    from += alike
    at += run.length
  }
  if (at < sent.length) problems.push(`${sent.length - at} messages are replies of no turn`)
  return { duplicates, problems }
}

const isMessage = ({ method }: Call): boolean => method === 'sendMessage' || method === 'sendPhoto'

/** What a person reads of a message: a picture that could not be drawn leaves its words. */
const read = ({ photo: _photo, text, caption, ...rest }: Record<string, unknown>): string =>
  canonical({ ...rest, chat_id: Number(rest['chat_id']), text: text ?? caption })

/** Payloads compare equal whatever the order of their fields: jsonb does not keep it. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  )

function runLength<T>(all: readonly T[], from: number, isAlike: (one: T) => boolean): number {
  let length = 0
  while (from + length < all.length && isAlike(all[from + length]!)) length += 1
  return length
}
