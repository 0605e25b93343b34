import { dayOf } from '../domain/calendar.js'
import { seeingHelpers } from '../store/month-helpers.js'
import type { Pool } from '../store/pool.js'
import type { Notify } from '../store/store.js'
import { inTransaction } from '../store/transaction.js'

const BATCH = 500
const DAY_MS = 24 * 60 * 60 * 1000

/** Until this day of the month the one before is still told of; as long as a notice is known to have been told. */
const LAST_DAY = 5
/** On the first of the month nothing is told before this moment of the day, in Asia/Ho_Chi_Minh. */
const FROM = '08:30'

/**
 * Queues the line about the month before for every helper who may see somebody; of how many. May be run again, also
 * after a day on which the program was off: nobody is told twice, and after the fifth nobody at all.
 */
export async function tellMonth(pool: Pool, notify: Notify, at: Date): Promise<number> {
  const today = dayOf(at)
  const begins = new Date(`${today.slice(0, 7)}-01T${FROM}:00+07:00`)
  if (at < begins || Number(today.slice(8)) > LAST_DAY) return 0
  const month = dayOf(new Date(begins.getTime() - DAY_MS)).slice(0, 7)
  let told = 0
  for (let after = 0; ;) {
    const helpers = await seeingHelpers(pool, after, BATCH)
    if (helpers.length === 0) return told
    await inTransaction(pool, async (client) => {
      for (const { contactId } of helpers) await notify(client, contactId, { kind: 'month', month }, at)
    })
    told += helpers.length
    after = helpers.at(-1)!.id
  }
}
