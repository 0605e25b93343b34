import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { Client } from 'pg'
import { afterEach, describe, expect, inject, it } from 'vitest'
import { checkAdvisoryLocks } from '../../../src/store/postgres/advisory-locks.js'

const poolers: Server[] = []
afterEach(() => {
  for (const pooler of poolers.splice(0)) pooler.close()
})

describe('the check of advisory locks', () => {
  it('is content with PostgreSQL itself', async () => {
    await expect(checkAdvisoryLocks(inject('postgres'))).resolves.toBeUndefined()
  })

  it('refuses a pooler whose clients share one session', async () => {
    const { url } = await startPooler([await openSession()])
    await expect(checkAdvisoryLocks(url)).rejects.toThrow(
      /^The server of DATABASE_URL has no advisory locks that hold from one statement to the next; .*session mode\.$/,
    )
  })

  it('refuses a pooler that hands two sessions around', async () => {
    const { url } = await startPooler([await openSession(), await openSession()])
    await expect(checkAdvisoryLocks(url)).rejects.toThrow(/no advisory locks/)
  })

  it('says why a server cannot be used, without its password', async () => {
    await expect(checkAdvisoryLocks('postgresql://me:secret@127.0.0.1:9/none')).rejects.toThrow(
      /^The server of DATABASE_URL cannot be used: “connect ECONNREFUSED 127\.0\.0\.1:9”; check the address and the password\.$/,
    )
  })
})

/** An authenticated connection to the real server, from then on used byte by byte. */
async function openSession(): Promise<Duplex> {
  const client = new Client(inject('postgres'))
  client.on('error', () => undefined)
  await client.connect()
  const { stream } = client.connection
  stream.removeAllListeners('data')
  return stream
}

/**
 * A pooler as small as can be: it lets everybody in, and gives each round of a client's messages to the next of its
 * sessions in turn.
 */
async function startPooler(sessions: Duplex[]): Promise<{ url: string }> {
  let next = 0
  let working: Promise<unknown> = Promise.resolve()
  const pooler = createServer((client) => {
    client.once('data', () => {
      client.write(Buffer.concat([message('R', Buffer.alloc(4)), message('Z', Buffer.from('I'))]))
      client.on('data', (round: Buffer) => {
        if (round[0] === 'X'.charCodeAt(0)) return
        working = working.then(() => passOn(round, sessions[next++ % sessions.length], client))
      })
    })
  })
  poolers.push(pooler)
  pooler.listen(0, '127.0.0.1')
  await once(pooler, 'listening')
  pooler.on('close', () => {
    for (const each of sessions) each.destroy()
  })
  const address = pooler.address()
  return { url: `postgresql://anyone@127.0.0.1:${typeof address === 'object' ? address?.port : ''}/any` }
}

/** Passes messages on and the answers back, until the session is ready for the next. */
function passOn(round: Buffer, session: Duplex | undefined, client: Socket): Promise<void> {
  return new Promise((resolve) => {
    const back = (answer: Buffer) => {
      client.write(answer)
      if (answer.at(-6) !== 'Z'.charCodeAt(0)) return
      session?.off('data', back)
      resolve()
    }
    session?.on('data', back)
    session?.write(round)
  })
}

function message(kind: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeInt32BE(body.length + 4)
  return Buffer.concat([Buffer.from(kind), length, body])
}
