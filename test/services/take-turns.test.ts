import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Call, Sent } from '../../src/channels/channel.js'
import type { Incoming } from '../../src/domain/incoming.js'
import { waitAfter } from '../../src/services/judge-sent.js'
import { Chat } from '../support/bot/chat.js'
import { Desk, GOOD, RETIRE, message } from './desk.js'

const ENDED: Incoming = { kind: 'notice', notice: { kind: 'helping-ended', helpingId: 3 } }

describe('turns', () => {
  it('are answered one after the other in a chat: saved, then sent, then marked', async () => {
    const desk = new Desk()
    for (let nth = 0; nth < 3; nth++) desk.arrives(7)
    desk.service.wake(7)
    await desk.settled()
    expect(desk.steps).toEqual([1, 2, 3].flatMap((id) => [`save ${id}`, `send re ${id}`, `mark ${id}.1`]))
    expect(desk.held.size).toBe(0)
    expect(desk.counted).toEqual(['answered', 'answered', 'answered'])
  })

  it('woken many times at once are looked at once', async () => {
    const desk = new Desk()
    desk.arrives(7)
    for (let nth = 0; nth < 50; nth++) desk.service.wake(7)
    await desk.settled()
    await sleep(10)
    expect(desk.sent()).toEqual(['re 1'])
    expect(desk.looks).toBeLessThanOrEqual(3)
  })

  it('that arrive while the chat is at work are taken, too', async () => {
    const desk = new Desk()
    desk.arrives(7)
    desk.send = () => {
      if (desk.turns.length === 1) {
        desk.arrives(7)
        desk.service.wake(7)
      }
      return Promise.resolve(GOOD)
    }
    desk.service.wake(7)
    await desk.settled()
    expect(desk.sent()).toEqual(['re 1', 're 2'])
  })

  it('of many chats are answered at once, but no more than 32', async () => {
    const desk = new Desk()
    let [now, most] = [0, 0]
    desk.answer = async () => {
      most = Math.max(most, ++now)
      await sleep(2)
      now--
      return []
    }
    for (let contact = 1; contact <= 100; contact++) {
      desk.arrives(contact)
      desk.service.wake(contact)
    }
    await desk.settled()
    expect(most).toBe(32)
  })

  it('of a chat that another process holds are left to it, and found by the sweep later', async () => {
    const desk = new Desk()
    desk.arrives(7)
    desk.elsewhere.add(7)
    desk.service.wake(7)
    await sleep(5)
    expect(desk.looks).toBe(0)
    desk.elsewhere.delete(7)
    await desk.sweepLater()
    await desk.settled()
    expect(desk.sent()).toEqual(['re 1'])
  })

  it('are not answered in the two seconds that belong to the wake', async () => {
    const desk = new Desk()
    desk.arrives(7)
    desk.now = new Date(desk.now.getTime() + 1_999)
    await desk.service.sweep()
    await sleep(5)
    expect(desk.looks).toBe(0)
  })
})

describe('a turn that fails', () => {
  it('is tried five times, then set aside with a kind sentence, and the chat goes on', async () => {
    const desk = new Desk()
    let tries = 0
    desk.arrives(7)
    desk.arrives(7)
    desk.answer = (turn) =>
      turn.id === 1 ? (tries++, Promise.reject(new Error('poison'))) : Promise.resolve([message('re 2')])
    desk.service.wake(7)
    await desk.until(() => tries === 1)
    for (let sweep = 0; sweep < 8; sweep++) await desk.sweepLater()
    await desk.settled()
    expect(tries).toBe(5)
    expect(desk.turns[0]).toMatchObject({ setAside: true })
    expect(desk.sent()).toEqual(['sorry', 're 2'])
    expect(desk.counted.filter((one) => one === 'set aside')).toHaveLength(1)
  })

  it('that kills the process each time is counted before each try of the sweep', async () => {
    const desk = new Desk()
    desk.arrives(7, { tries: 5 })
    let tried = 0
    desk.answer = () => (tried++, Promise.resolve([]))
    desk.service.wake(7)
    await desk.settled()
    expect(tried).toBe(0)
    expect(desk.turns[0]).toMatchObject({ setAside: true, tries: 5 })
  })

  it('does not hold up other chats', async () => {
    const desk = new Desk()
    desk.arrives(7)
    desk.arrives(8)
    desk.answer = (turn) =>
      turn.contactId === 7 ? Promise.reject(new Error('poison')) : Promise.resolve([message('re')])
    for (const contact of [7, 8]) desk.service.wake(contact)
    await desk.until(() => desk.sent().length === 1)
    expect(desk.held.size).toBe(0)
  })
})

describe('replies', () => {
  it('go out in order, each marked before the next message', async () => {
    const desk = new Desk()
    desk.answer = () => Promise.resolve([RETIRE, message('a'), message('b')])
    desk.arrives(7)
    desk.service.wake(7)
    await desk.settled()
    expect(desk.steps.filter((step) => !step.endsWith('Markup'))).toEqual([
      'save 1',
      'send a',
      'mark 1.2',
      'send b',
      'mark 1.3',
    ])
  })

  it('go on where a crash left them, under the same keys', async () => {
    const desk = new Desk()
    const keys: string[] = []
    desk.send = (_, key) => (keys.push(key), Promise.resolve(GOOD))
    desk.arrives(7, { state: 'answered', replies: ['a', 'b', 'c'].map(message), sent: 1 })
    await desk.sweepLater()
    await desk.settled()
    expect(desk.sent()).toEqual(['b', 'c'])
    expect(keys).toEqual(['1.1', '1.2'])
  })

  it('are not sent when the lock is lost meanwhile', async () => {
    const desk = new Desk()
    desk.answer = () => Promise.resolve([message('a'), message('b')])
    desk.send = () => {
      desk.held.clear()
      return Promise.resolve(GOOD)
    }
    desk.arrives(7)
    desk.service.wake(7)
    await desk.until(() => desk.steps.includes('mark 1.1'))
    await sleep(10)
    expect(desk.sent()).toEqual(['a'])
  })

  it('are not tried again either when the lock is lost while one waits for its second try', async () => {
    const desk = new Desk()
    desk.answer = () => Promise.resolve([message('a')])
    desk.send = () => {
      desk.held.clear()
      return Promise.resolve({ ok: false, why: 'retry', afterMs: 20, detail: '' })
    }
    desk.arrives(7)
    desk.service.wake(7)
    await sleep(100)
    expect(desk.sent()).toEqual(['a'])
    await desk.service.stop()
  })

  it('are tried again when the platform asks for it, the later ones waiting', async () => {
    const desk = new Desk()
    let refused = 0
    desk.answer = () => Promise.resolve([message('a'), message('b')])
    desk.send = () =>
      Promise.resolve(refused++ < 2 ? { ok: false, why: 'retry', afterMs: 2, detail: '' } : GOOD)
    desk.arrives(7)
    desk.service.wake(7)
    await desk.settled()
    expect(desk.sent()).toEqual(['a', 'a', 'a', 'b'])
  })

  it('that are pictures keep their place and are tried again as messages are', async () => {
    const desk = new Desk()
    const tries: string[] = []
    const photo: Call = { method: 'sendPhoto', payload: { photo: 'tap.1', caption: 'a' } }
    desk.answer = () => Promise.resolve([RETIRE, photo, message('b')])
    desk.send = (call) => {
      tries.push(call.method)
      const isFirst = call === photo && tries.filter((one) => one === 'sendPhoto').length === 1
      return Promise.resolve(isFirst ? { ok: false, why: 'retry', afterMs: 1, detail: '429' } : GOOD)
    }
    desk.arrives(7)
    desk.service.wake(7)
    await desk.settled()
    expect(tries.slice(-3)).toEqual(['sendPhoto', 'sendPhoto', 'sendMessage'])
    expect(desk.steps.filter((step) => step.startsWith('mark'))).toEqual(['mark 1.2', 'mark 1.3'])
  })

  it('wait no longer than ten seconds for the platform: then the chat is given back', async () => {
    const desk = new Desk()
    let open = false
    desk.send = () => Promise.resolve(open ? GOOD : { ok: false, why: 'retry', afterMs: 11_000, detail: '' })
    desk.arrives(7)
    desk.service.wake(7)
    await desk.until(() => desk.sent().length === 1 && desk.held.size === 0)
    expect(desk.turns[0]).toMatchObject({ sent: 0, state: 'answered' })
    open = true
    await desk.sweepLater()
    await desk.settled()
    expect(desk.steps.filter((step) => step.startsWith('save'))).toHaveLength(1)
    expect(desk.sent()).toEqual(['re 1', 're 1'])
  })

  it.each(['unreachable', 'refused'] as const)(
    'that are %s are given up, and the next goes out',
    async (why) => {
      const desk = new Desk()
      desk.answer = () => Promise.resolve([message('a'), message('b')])
      desk.send = (call) =>
        Promise.resolve(call.payload.text === 'a' ? { ok: false, why, detail: '403' } : GOOD)
      desk.arrives(7)
      desk.service.wake(7)
      await desk.settled()
      expect(desk.sent()).toEqual(['a', 'b'])
      expect(desk.unreachable).toEqual(why === 'unreachable' ? [7] : [])
      // Known before the mark: whoever dies in between is told again.
      expect(desk.steps.slice(desk.steps.indexOf('send a'), desk.steps.indexOf('send b'))).toEqual([
        'send a',
        ...(why === 'refused' ? ['refused 1: 403'] : []),
        'unreached 1',
        'mark 1.1',
      ])
      expect(desk.counted).toEqual([`not sent: ${why}`, 'answered'])
    },
  )

  it.each<Sent>([
    { ok: false, why: 'retry', afterMs: 60_000, detail: '' },
    { ok: false, why: 'refused', detail: '' },
    { ok: false, why: 'unreachable', detail: '' },
  ])('do not wait for taking buttons away, whatever becomes of it: %j', async (sent) => {
    const desk = new Desk()
    desk.answer = () => Promise.resolve([RETIRE, message('a'), RETIRE])
    desk.send = (call) => Promise.resolve(call === RETIRE ? sent : GOOD)
    desk.arrives(7)
    desk.service.wake(7)
    await desk.settled()
    expect(desk.sent().filter((one) => one === 'a')).toHaveLength(1)
  })

  it('do not wait for buttons that are taken away slowly', async () => {
    const desk = new Desk()
    let free = (): void => undefined
    const slow = new Promise<Sent>((resolve) => (free = () => resolve(GOOD)))
    desk.answer = () => Promise.resolve([RETIRE, message('a'), message('b')])
    desk.send = (call) => (call === RETIRE ? slow : Promise.resolve(GOOD))
    desk.arrives(7)
    desk.service.wake(7)
    await desk.until(() => desk.sent().includes('b'))
    free()
    await desk.settled()
    expect(desk.sent().filter((one) => one === 'b')).toHaveLength(1)
  })
})

describe('a reply that may have come through', () => {
  const unknown = (afterMs: number): Sent => ({
    ok: false,
    why: 'retry',
    afterMs,
    detail: '504',
    unknown: true,
  })

  it('is sent once more, half a minute later, and then given up as a dead letter; the next goes out', async () => {
    const desk = new Desk()
    desk.answer = () => Promise.resolve([message('a'), message('b')])
    desk.send = (call) => {
      if (call.payload.text !== 'a') return Promise.resolve(GOOD)
      return Promise.resolve(unknown(1))
    }
    desk.arrives(7)
    desk.service.wake(7)
    await desk.until(() => desk.held.size === 0 && desk.sent().length === 1)
    await desk.sweepLater()
    await desk.settled()
    expect(desk.sent()).toEqual(['a', 'a', 'b'])
    expect(desk.steps.slice(desk.steps.lastIndexOf('send a'))).toEqual([
      'send a',
      'refused 1: unknown',
      'unreached 1',
      'mark 1.1',
      'send b',
      'mark 1.2',
    ])
    expect(desk.counted.filter((one) => one === 'unknown')).toHaveLength(2)
    expect(desk.unreachable).toEqual([])
  })

  it('is not sent a third time although the second try came much later', async () => {
    const desk = new Desk()
    desk.send = () => Promise.resolve(unknown(11_000))
    desk.arrives(7)
    desk.service.wake(7)
    await desk.until(() => desk.held.size === 0 && desk.sent().length === 1)
    for (let sweeps = 0; sweeps < 3; sweeps += 1) await desk.sweepLater()
    await desk.settled()
    expect(desk.sent()).toEqual(['re 1', 're 1'])
    expect(desk.steps).toContain('refused 1: unknown')
  })

  it('is counted for itself: each reply has its second try', async () => {
    const desk = new Desk()
    const tried = new Set<unknown>()
    desk.answer = () => Promise.resolve([message('a'), message('b')])
    desk.send = ({ payload: { text } }) => {
      const isFirst = !tried.has(text)
      tried.add(text)
      return Promise.resolve(isFirst ? unknown(11_000) : GOOD)
    }
    desk.arrives(7)
    desk.service.wake(7)
    await desk.until(() => desk.held.size === 0 && desk.sent().length === 1)
    await desk.sweepLater()
    await desk.until(() => desk.held.size === 0)
    await desk.sweepLater()
    await desk.settled()
    expect(desk.sent()).toEqual(['a', 'a', 'b', 'b'])
    expect(desk.steps.some((step) => step.startsWith('refused'))).toBe(false)
  })
})

describe('a notice that may have come through', () => {
  /** A process that dies while its send is under way: nothing after it happens. */
  const never = new Promise<Sent>(() => undefined)
  const DIED = { incoming: ENDED, state: 'answered' as const, replies: [message('a')] }
  const RETRY: Sent = { ok: false, why: 'retry', afterMs: 11_000, detail: '429' }

  it('when two processes died in the middle is given up and not sent a third time', async () => {
    const turns = [new Desk().arrives(7, DIED)]
    const steps: string[] = []
    /** The next process finds the turn as the one before left it. */
    const begins = (): Desk => {
      const desk = new Desk()
      desk.turns.push(...turns)
      desk.send = () => {
        steps.push('sent')
        return never
      }
      desk.service.wakeUnasked(7, 'telegram')
      return desk
    }
    for (const sends of [1, 2]) await begins().until(() => steps.length === sends)
    const third = begins()
    await third.settled()
    expect(steps).toEqual(['sent', 'sent'])
    expect(third.steps).toEqual(['refused 1: unknown', 'unreached 1', 'mark 1.1'])
  })

  it('is not given up where the platform said each time that it did not', async () => {
    const desk = new Desk()
    desk.arrives(7, DIED)
    desk.send = () => Promise.resolve(desk.sent().length < 4 ? RETRY : GOOD)
    desk.service.wakeUnasked(7, 'telegram')
    for (let sends = 1; sends < 4; sends++) {
      await desk.until(() => desk.sent().length === sends && desk.held.size === 0)
      await desk.sweepLater()
    }
    await desk.settled()
    expect(desk.sent()).toHaveLength(4)
    expect(desk.steps.some((step) => step.startsWith('refused'))).toBe(false)
  })

  it('is sent again by each process on the web, where the same key is the same row', async () => {
    const desk = new Desk()
    desk.arrives(7, { ...DIED, channel: 'web' })
    Object.assign(desk.turns[0]!, { unknown: 5 })
    desk.service.wakeUnasked(7, 'web')
    await desk.settled()
    expect(desk.sent()).toEqual(['a'])
  })
})

describe('a wait that the platform asks for', () => {
  const wait = (afterMs: number): Sent => ({ ok: false, why: 'retry', afterMs, detail: '-211' })

  it('is kept by whoever looks into the chat', async () => {
    const desk = new Desk()
    desk.send = () => Promise.resolve(wait(120_000))
    desk.arrives(7)
    desk.service.wake(7)
    await desk.until(() => desk.held.size === 0 && desk.sent().length === 1)
    expect(desk.steps).toContain('wait 1: 120 s')
    await desk.sweepLater()
    desk.service.wakeUnasked(7, 'telegram')
    await sleep(10)
    expect(desk.sent()).toEqual(['re 1'])
    desk.send = () => Promise.resolve(GOOD)
    await desk.sweepLater()
    await desk.settled()
    expect(desk.sent()).toEqual(['re 1', 're 1'])
  })

  it.each([
    [1_000, 0, 1_000],
    [1_000, 20_000, 10_000],
    [60_000, 20_000, 60_000],
    [1_000, 24 * 3_600_000, 300_000],
    [900_000, 24 * 3_600_000, 900_000],
  ])('of %i ms is, where the turn is %i ms old, %i ms', (afterMs, age, expected) =>
    expect(waitAfter(afterMs, age)).toBe(expected),
  )

  it('until the person writes is none for what they did not ask for', async () => {
    const desk = new Desk()
    desk.send = () =>
      Promise.resolve({ ok: false, why: 'retry', afterMs: 60_000, detail: '-211 x', untilTheyWrite: true })
    desk.arrives(7, { incoming: ENDED })
    desk.arrives(8)
    desk.service.wakeUnasked(7, 'telegram')
    desk.service.wake(8)
    await desk.until(() => desk.turns[0]!.done === true && desk.held.size === 0)
    expect(desk.steps).toContain('refused 1: -211')
    expect(desk.steps).toContain('wait 2: 60 s')
  })
})

describe('a notice that got stuck', () => {
  const NIGHT = new Date('2026-11-22T14:00:00Z')
  const MORNING = '2026-11-23T00:00:00.000Z'
  const REMINDER: Incoming = {
    kind: 'notice',
    notice: { kind: 'reminder', learnerId: 3, day: '2026-11-22', step: 1 },
  }

  it.each([
    ['before it is answered', {}],
    ['before its first reply', { state: 'answered' as const, replies: [message('a')] }],
  ])('until it is quiet waits for the morning, %s, and who writes is answered', async (_, change) => {
    const desk = new Desk()
    desk.now = NIGHT
    desk.arrives(7, { incoming: ENDED, ...change })
    desk.arrives(7)
    desk.service.wake(7)
    await desk.until(() => desk.turns[1]!.done === true)
    expect(desk.steps).toContain(`hold back 1: ${MORNING}`)
    expect(desk.sent()).toEqual(['re 2'])
    desk.now = new Date(MORNING)
    await desk.service.sweep()
    await desk.settled()
    expect(desk.sent()).toEqual(['re 2', 're 1'])
  })

  it('goes on in the night where a part of it was said', async () => {
    const desk = new Desk()
    desk.now = NIGHT
    desk.arrives(7, { incoming: ENDED, state: 'answered', replies: ['a', 'b'].map(message), sent: 1 })
    await desk.sweepLater()
    await desk.settled()
    expect(desk.sent()).toEqual(['b'])
  })

  it('until its day is over is dropped, and counted as late', async () => {
    const desk = new Desk()
    desk.now = NIGHT
    desk.arrives(7, { incoming: REMINDER, state: 'answered', replies: [message('a')] })
    await desk.sweepLater()
    await desk.settled()
    expect(desk.sent()).toEqual([])
    expect(desk.steps).toEqual(['end 1', 'late reminder'])
  })

  describe('until the window of the Official Account is closed', () => {
    const DAY_MS = 24 * 60 * 60_000
    /** A notice of the evening, held back until the morning, for who wrote so many hours before that. */
    async function heldBack(hours: number, incoming: Incoming, change = {}): Promise<Desk> {
      const desk = new Desk()
      desk.now = NIGHT
      const seenAt = new Date(new Date(MORNING).getTime() - hours * 3_600_000)
      desk.arrives(7, { incoming, channel: 'zalo-oa', seenAt, ...change })
      desk.service.wakeUnasked(7, 'zalo-oa')
      await desk.until(() => desk.turns[0]!.nextTryAt !== undefined)
      desk.now = new Date(MORNING)
      await desk.service.sweep()
      await desk.settled()
      return desk
    }

    it('counts as not reached, and is not sent', async () => {
      const late = await heldBack(46.5, ENDED)
      expect(late.sent()).toEqual([])
      expect(late.steps.slice(-2)).toEqual(['unreached 1', 'end 1'])
      expect((await heldBack(45.5, ENDED)).sent()).toEqual(['re 1'])
      const answered = { state: 'answered' as const, replies: [message('a')] }
      expect((await heldBack(46.5, ENDED, answered)).sent()).toEqual([])
    })

    it('is sent where somebody waits for it, and on what has no window', async () => {
      const notice = { kind: 'help-unreached', requestId: 1 } as const
      const desk = new Desk()
      const seenAt = new Date(desk.now.getTime() - 3 * DAY_MS)
      desk.arrives(7, { incoming: { kind: 'notice', notice }, channel: 'zalo-oa', seenAt })
      desk.arrives(8, { incoming: ENDED, seenAt })
      desk.arrives(9, { channel: 'zalo-oa', seenAt })
      for (const contact of [7, 8, 9]) desk.service.wake(contact)
      await desk.settled()
      expect(desk.sent().toSorted()).toEqual(['re 1', 're 2', 're 3'])
    })
  })

  it('and waits for no hour is sent', async () => {
    const desk = new Desk()
    desk.now = NIGHT
    desk.arrives(7, {
      incoming: {
        kind: 'notice',
        notice: { kind: 'emergency', helpingId: 3, turnId: 1, which: 'health', asked: true },
      },
    })
    await desk.sweepLater()
    await desk.settled()
    expect(desk.sent()).toEqual(['re 1'])
  })
})

describe('what is told unasked', () => {
  it('waits behind nobody who wrote, nor they behind it, however slow the platform is', async () => {
    const desk = new Desk()
    let go = (): void => undefined
    const open = new Promise<void>((resolve) => (go = resolve))
    desk.answer = async (turn) => {
      if (turn.contactId < 100) await open
      return [message(`re ${turn.contactId}`)]
    }
    for (let contact = 1; contact <= 50; contact += 1) {
      desk.arrives(contact)
      desk.service.wakeUnasked(contact, 'telegram')
    }
    desk.arrives(100)
    desk.service.wake(100)
    desk.arrives(101)
    desk.service.wakeUnasked(101, 'web')
    await desk.until(() => desk.sent().length === 2)
    expect(desk.sent().toSorted()).toEqual(['re 100', 're 101'])
    go()
    await desk.settled()
    expect(desk.sent()).toHaveLength(52)
  })

  it('goes before the others of its kind in a chat where somebody wrote meanwhile, once', async () => {
    const desk = new Desk()
    let go = (): void => undefined
    const open = new Promise<void>((resolve) => (go = resolve))
    desk.answer = async (turn) => {
      if (turn.contactId <= 32) await open
      return [message(`re ${turn.contactId}`)]
    }
    for (let contact = 1; contact <= 40; contact += 1) {
      desk.arrives(contact)
      desk.service.wakeUnasked(contact, 'telegram')
    }
    desk.service.wake(40)
    await desk.until(() => desk.sent().length === 1)
    expect(desk.sent()).toEqual(['re 40'])
    go()
    await desk.settled()
    expect(desk.sent()).toHaveLength(40)
  })

  it('and every reply is told to the pace, also each try; taking buttons away is not', async () => {
    const desk = new Desk()
    const answers: Sent[] = [{ ok: false, why: 'retry', afterMs: 1, detail: '' }, GOOD]
    desk.answer = () => Promise.resolve([RETIRE, message('a')])
    desk.send = (call) => Promise.resolve(call === RETIRE ? GOOD : answers.shift()!)
    desk.arrives(7)
    desk.service.wakeUnasked(7, 'telegram')
    await desk.settled()
    expect(desk.carried).toEqual(['telegram retry', 'telegram ok'])
  })
})

describe('a person who blocked us while a form asks', () => {
  it('is noted by the sender; the form stands as it was and goes on when they are back', async () => {
    const chat = new Chat()
    await chat.begins()
    await chat.says('cài đặt')
    const desk = new Desk()
    desk.answer = async () => (await chat.says('2')).replies
    desk.send = () => Promise.resolve({ ok: false, why: 'unreachable', detail: '403' })
    desk.arrives(42)
    desk.service.wake(42)
    await desk.settled()
    expect(desk.unreachable).toEqual(
      desk
        .sent()
        .filter((one) => one.startsWith('Mai mấy giờ'))
        .map(() => 42),
    )
    expect(desk.counted).not.toContain('failed')
    expect(chat.form?.name).toBe('settings')
    await chat.says('1')
    await chat.says('7 giờ sáng')
    expect(chat.learner?.learningTime).toBe(7 * 60)
  })
})

describe('stopping', () => {
  it('waits for the turn at work and its replies, and takes no other', async () => {
    const desk = new Desk()
    let finish = (): void => undefined
    const answered = new Promise<void>((resolve) => (finish = resolve))
    desk.answer = async (turn) => {
      await answered
      return [message(`re ${turn.id}`)]
    }
    desk.arrives(7)
    desk.arrives(7)
    desk.service.wake(7)
    await desk.until(() => desk.looks === 1)
    let stopped = false
    const stopping = desk.service.stop().then(() => (stopped = true))
    await sleep(10)
    expect(stopped).toBe(false)
    finish()
    await stopping
    expect(desk.sent()).toEqual(['re 1'])
    expect(desk.held.size).toBe(0)
    desk.service.wake(7)
    await desk.sweepLater()
    expect(desk.sent()).toEqual(['re 1'])
  })
})
