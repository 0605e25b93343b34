import type { Pool } from 'pg'
import { type Rate, RATES } from '../../../src/delivery/pace.js'
import { countDeadLetters } from '../../../src/store/dead-letters.js'
import { createReportPool } from '../../../src/store/pool.js'
import { createDatabase } from '../database.js'
import { startTelegramServer } from '../telegram/server.js'
import { type AppChild, loadApp } from './app-child.js'
import { queueFor } from './queue-for.js'
import { seeded } from './seeded.js'
import { TOKEN, placeFor } from './settings.js'
import { until } from './until.js'

export interface Sending {
  kills: number
  messages: number
  /** Messages a second; the platform's own pace would take too long. */
  perSecond: number
  seed: number
}

export interface Sent {
  kills: number
  /** People who got nothing, and of whom no dead letter says so. */
  lost: number
  /** Whom two kills hit, each while the message was under way: dead letters, whether they got it or not. */
  notKnown: number
  /** People who got it three times or more. */
  tooOften: number
  /** Sent once more: the process died before it knew the platform's answer. */
  repeated: number
  /** Jobs and turns that are not done. */
  open: number
  seconds: number
}

/** So many calls of one process are under way at most. */
export const IN_FLIGHT = 32

/** One message for each of many people, by a sender that is killed again and again; what they saw is counted. */
export async function sendUnderFire({ kills, messages, perSecond, seed }: Sending): Promise<Sent> {
  const random = seeded(seed)
  const database = await createDatabase()
  const pool = createReportPool(database.url, 3)
  const server = await startTelegramServer({ token: TOKEN })
  const people = Array.from({ length: messages }, () => server.person())
  const rate: Rate = { perSecond, burst: perSecond, reserve: 0 }
  const order = async () => ({
    env: (await placeFor(server, 'http://127.0.0.1:1')).env,
    databaseUrl: database.url,
    rates: { ...RATES, telegram: rate },
  })
  const sends = (): number => server.callsOf('sendMessage').length
  let living: AppChild | null = null
  try {
    await queueFor(
      people.map(({ id }) => id),
      pool,
    )
    const began = performance.now()
    let spare = loadApp()
    for (let life = 0; life <= kills; life += 1) {
      living = await spare
      await living.begin(await order())
      if (life === kills) break
      spare = loadApp()
      // Loading takes the processor from the one that sends; it is killed when both are busy with what they do.
      await spare
      const last = sends()
      const share = (messages / (kills + 1)) * (0.5 + random())
      await until('it sends', () => sends() >= Math.min(last + share, messages))
      await living.kill()
    }
    await until('all is sent', async () => (await openIn(pool)) === 0, 120_000)
    const notKnown = (await countDeadLetters(pool))['not-known']
    const seen = people.map((person) => person.sees().filter(({ from }) => from === 'bot').length)
    return {
      kills,
      lost: Math.max(0, seen.filter((times) => times === 0).length - notKnown),
      notKnown,
      tooOften: seen.filter((times) => times > 2).length,
      repeated: seen.reduce((sum, times) => sum + Math.max(0, times - 1), 0),
      open: await openIn(pool),
      seconds: (performance.now() - began) / 1000,
    }
  } finally {
    await living?.kill()
    await pool.end()
    await server.close()
    await database.drop()
  }
}

async function openIn(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ open: number }>(
    `select (select count(*)::int from pgboss.job where state <> 'completed' and name like 'notice%')
       + (select count(*)::int from turn where state <> 'done') as open`,
  )
  return rows[0]!.open
}

/** One line for whoever reads the log: a failure is played again with its seed. */
export function tellSent({ messages, seed }: Sending, sent: Sent): void {
  process.stdout.write(
    `seed ${seed}: ${sent.kills} kills, ${messages} messages, ${sent.lost} lost, ${sent.repeated} sent once more for a kill, ${sent.notKnown} given up after two, ${sent.seconds.toFixed(1)} s\n`,
  )
}
