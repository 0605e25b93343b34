/** A process of its own for the tests: stores updates, answers a chat's turns until it is killed, or recognises. */
import { setTimeout as pause } from 'node:timers/promises'
import { createArrivals } from '../../src/store/arrivals.js'
import { createChatLock, createLocks } from '../../src/store/chat-lock.js'
import { createInbox } from '../../src/store/inbox.js'
import { createPool } from '../../src/store/pool.js'
import type { Inbox, PendingTurn } from '../../src/store/store.js'
import { attempted, delivery, NOON, outcome, reply, session, silent } from './fixtures.js'
import { untold } from '../support/untold.js'

export type Order = { url: string } & (
  { store: string[] } | { answer: number } | { recognise: string; times: number }
)
export type Told =
  { ready: true } | { stored: number } | { reply: number } | { idle: true } | { recognised: number }

const tell = (told: Told): void => void process.send!(told)

process.on('message', (order: Order) => void work(order))
tell({ ready: true })

async function work(order: Order): Promise<void> {
  const inbox = createInbox(createPool(order.url, 4), await createArrivals(order.url, silent), untold)
  if ('answer' in order) return answerChat(inbox, order.url, order.answer)
  if ('recognise' in order) return recognise(inbox, order.recognise, order.times)
  const stored = await Promise.all(order.store.map((updateId) => inbox.store(delivery(updateId), NOON)))
  tell({ stored: stored.filter((one) => one !== null).length })
}

async function answerChat(inbox: Inbox, url: string, contactId: number): Promise<void> {
  const lock = createChatLock(await createLocks(url, silent))
  while (!(await lock.take(contactId))) await pause(5)
  for (;;) {
    const turn = await inbox.next(contactId)
    if (turn === null) return tell({ idle: true })
    await answer(inbox, turn)
  }
}

async function answer(inbox: Inbox, turn: PendingTurn): Promise<void> {
  const replies = turn.state === 'answered' ? turn.replies : [reply(`${turn.id}`)]
  if (turn.state === 'waiting') {
    const step = turn.session?.mode.kind === 'lesson' ? turn.session.mode.step + 1 : 1
    await inbox.save(turn, outcome({ session: session(step), events: [attempted()], replies }), NOON)
  }
  tell({ reply: turn.id })
  await inbox.markSent({ id: turn.id, replies }, 1, null)
}

/** Gives somebody one recognition after the other, each in a turn of its own. */
async function recognise(inbox: Inbox, address: string, times: number): Promise<void> {
  for (let nth = 0; nth < times; nth++) {
    const recognition = {
      level: 'lam-duoc',
      subject: `viec ${nth}`,
      awardedOn: nth,
      validUntil: null,
      rule: 'TT-1.0',
    } as const
    const stored = await inbox.store(delivery(`${address} ${nth}`, address), NOON)
    const turn = await inbox.next(stored!.contactId)
    await inbox.save(
      turn!,
      outcome({ events: [{ kind: 'recognised', recognition, isNew: true }], replies: [] }),
      NOON,
    )
  }
  tell({ recognised: times })
}
