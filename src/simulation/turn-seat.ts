import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Answer, createAnswer } from '../bot/answer.js'
import { createWords } from '../bot/words.js'
import { madeUpBotInfo } from '../channels/made-up-bot-info.js'
import type { Curriculum } from '../domain/curriculum.js'
import type { Event } from '../domain/events.js'
import type { Incoming } from '../domain/incoming.js'
import type { Learner } from '../domain/learner.js'
import { buttonData } from '../domain/prompt.js'
import type { Input } from '../domain/turn/turn.js'
import type { Pool } from '../store/pool.js'
import { createScratchInbox, enrolSimulated } from '../store/scratch.js'
import type { Inbox } from '../store/store.js'
import type { SeatFor } from './class.js'
import { FIRST_DAY, seedFor } from './course.js'
import { luckFrom } from './random.js'
import { type Seat, enrolledLearner, restingSession } from './seat.js'

const readLocale = (language: string): object =>
  JSON.parse(
    readFileSync(fileURLToPath(new URL(`../../locales/${language}.json`, import.meta.url)), 'utf8'),
  ) as object

/**
 * Seats in a database that nobody else uses: every input is stored, answered by the bot and saved as a real one is;
 * only the sending is left out. The luck of the program is that of the memory seat, so that both give the same table.
 */
export function createTurnSeats(pool: Pool): SeatFor {
  const words = createWords({ vi: readLocale('vi'), en: readLocale('en') })
  const inbox = createScratchInbox(pool)
  const luck = new Map<number, () => () => number>()
  const answers = new Map<Curriculum, Answer>()
  let seated = 0
  const answerFor = (curriculum: Curriculum): Answer => {
    const known = answers.get(curriculum)
    if (known !== undefined) return known
    const answer = createAnswer({
      words,
      curriculum,
      region: 'bac',
      channels: new Map([['web', { botInfo: madeUpBotInfo(1, 'simulated_bot') }]]),
      publicUrl: () => 'http://127.0.0.1',
      pictureName: () => 'not-drawn',
      leaks: () => new Set(),
      randomFor: ({ contactId }) => luck.get(contactId)!(),
      sendNow: () => undefined,
    })
    answers.set(curriculum, answer)
    return answer
  }
  return async (course, content) => {
    const seed = seedFor(course, 'program')
    const learner = enrolledLearner(course.nth + 1, content)
    const address = `${seated++}`
    const contactId = await enrolSimulated(pool, learner, restingSession(FIRST_DAY), address, FIRST_DAY)
    let turns = 0
    luck.set(contactId, () => luckFrom(seed, turns++))
    return createTurnSeat({ contactId, address, learner, inbox, answer: answerFor(content) })
  }
}

interface Place {
  contactId: number
  address: string
  learner: Learner
  inbox: Inbox
  answer: Answer
}

function createTurnSeat({ contactId, address, learner, inbox, answer }: Place): Seat {
  let updates = 0
  const seat: Seat = {
    sight: { learner, session: restingSession(FIRST_DAY), prompt: null },
    async send(input, at) {
      const { prompt } = seat.sight
      const incoming = incomingOf(input, prompt?.stamp ?? '')
      await inbox.store({ channel: 'web', updateId: `${contactId}.${updates++}`, address, incoming }, at)
      const turn = await inbox.next(contactId)
      if (turn === null) throw new Error('a simulated turn was not stored')
      const outcome = await answer(turn, at)
      await inbox.save(turn, outcome, at)
      await inbox.markSent({ id: turn.id, replies: outcome.replies }, outcome.replies.length, null)
      seat.sight = {
        learner: afterEvents(turn.learner!, outcome.events),
        session: outcome.session === 'same' ? turn.session! : outcome.session!,
        prompt: outcome.prompt === 'same' ? turn.prompt : outcome.prompt,
      }
    },
  }
  return seat
}

function incomingOf(input: Input, stamp: string): Incoming {
  if (input.kind === 'choose')
    return { kind: 'press', data: buttonData(stamp, input.option), messageId: null, query: null }
  if (input.kind === 'command' && input.command === 'learn') return { kind: 'text', text: '/hoc', masked: [] }
  throw new Error(`a simulated learner does not ${input.kind}`)
}

/** The learner as the next turn will load them, in what the simulation looks at. */
function afterEvents(learner: Learner, events: readonly Event[]): Learner {
  const mastery = { ...learner.mastery }
  let { recognitions } = learner
  for (const event of events) {
    if (event.kind === 'observed') mastery[event.skill] = event.mastery
    if (event.kind === 'recognised') recognitions = withRecognition(recognitions, event)
  }
  return { ...learner, mastery, recognitions }
}

function withRecognition(
  known: Learner['recognitions'],
  { recognition, isNew }: Extract<Event, { kind: 'recognised' }>,
): Learner['recognitions'] {
  if (isNew) return [...known, recognition]
  const at = known.findLastIndex(
    ({ level, subject }) => level === recognition.level && subject === recognition.subject,
  )
  return known.with(at, recognition)
}
