import type { Pool } from 'pg'
import type { Arrivals } from './arrivals.js'
import { daysBefore } from './retention.js'
import { storableText, storedJson } from './stored-json.js'

export interface WebMessage {
  id: number
  author: 'learner' | 'bot'
  body: unknown
  at: Date
}

export interface NewWebMessage {
  /** The hash of the visitor's cookie. */
  visitor: string
  author: WebMessage['author']
  body: unknown
  /** Turn and place in it; null for what is never sent again. */
  replyKey: string | null
  at: Date
}

/** What the web chat shows, as rows that any process can write and stream. */
export interface WebMessages {
  /** The new message's id, or null when this reply was written before. */
  append(message: NewWebMessage): Promise<number | null>
  /** Messages after the id, oldest first. Ids of one visitor become visible in their order. */
  since(visitor: string, afterId: number, limit: number): Promise<WebMessage[]>
  /** Everything of the 24 hours before `at`, oldest first. */
  recent(visitor: string, at: Date): Promise<WebMessage[]>
  /** Calls when there may be something new for the visitor; returns how to stop. */
  subscribe(visitor: string, listener: () => void): () => void
}

// One visitor's messages are written one after the other, so that a stream that has read up to an
// id never finds a smaller one later.
const APPEND = {
  name: 'web-message-append',
  text: `
    with turnstile as materialized (select pg_advisory_xact_lock(1735589892, hashtext($1))),
    written as (
      insert into web_message (visitor, author, body, reply_key, at)
      select $1, $2, $3::jsonb, $4, $5 from turnstile
      on conflict (reply_key) do nothing
      returning id
    )
    select id, pg_notify('web', $1) from written`,
}
const SINCE = {
  name: 'web-message-since',
  text: 'select id, author, body, at from web_message where visitor = $1 and id > $2 order by id limit $3',
}
const RECENT = {
  name: 'web-message-recent',
  text: 'select id, author, body, at from web_message where visitor = $1 and at > $2 order by id',
}

export function createWebMessages(pool: Pool, arrivals: Arrivals): WebMessages {
  const listeners = new Map<string, Set<() => void>>()
  arrivals.on('web', (visitor) => listeners.get(visitor)?.forEach((listener) => listener()))
  arrivals.onReturn(() => listeners.forEach((all) => all.forEach((listener) => listener())))

  return {
    async append({ visitor, author, body, replyKey, at }) {
      const values = [storableText(visitor), author, storedJson(body), replyKey, at]
      const { rows } = await pool.query<{ id: number }>({ ...APPEND, values })
      return rows[0]?.id ?? null
    },
    async since(visitor, afterId, limit) {
      const { rows } = await pool.query<WebMessage>({ ...SINCE, values: [visitor, afterId, limit] })
      return rows
    },
    async recent(visitor, at) {
      const { rows } = await pool.query<WebMessage>({ ...RECENT, values: [visitor, daysBefore(at, 1)] })
      return rows
    },
    subscribe(visitor, listener) {
      const all = listeners.get(visitor) ?? new Set()
      listeners.set(visitor, all.add(listener))
      return () => {
        all.delete(listener)
        if (all.size === 0 && listeners.get(visitor) === all) listeners.delete(visitor)
      }
    },
  }
}
