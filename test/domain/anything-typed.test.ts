import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { storable } from '../../src/channels/storable.js'
import { decode as decodeTelegram } from '../../src/channels/telegram/receive.js'
import { chatInput } from '../../src/channels/web/receive.js'
import { readBirthYear } from '../../src/domain/birth-year.js'
import { matchOption } from '../../src/domain/choice.js'
import { namesTime, parseTime } from '../../src/domain/clock-time.js'
import { findEmergency } from '../../src/domain/emergency.js'
import type { Incoming } from '../../src/domain/incoming.js'
import { readIntent } from '../../src/domain/intent.js'
import { inviterNameProblem } from '../../src/domain/inviter-name.js'
import { strangerIn } from '../../src/domain/learner.js'
import { readOfficerCode } from '../../src/domain/officer-code.js'
import { hasLink, isPasted } from '../../src/domain/pasted.js'
import { matchPlaces } from '../../src/domain/place.js'
import { maskSecrets } from '../../src/domain/secrets.js'
import { doubtfulEmergency } from '../../src/domain/suspicious/own-words.js'
import { judge } from '../../src/domain/suspicious/verdict.js'
import { foldings, readings } from '../../src/domain/text.js'
import { readThreeWords } from '../../src/domain/three-words.js'
import { newSession, readFormOfAddress } from '../../src/domain/turn/hello.js'
import { step } from '../../src/domain/turn/step.js'
import type { World } from '../../src/domain/turn/turn.js'
import { readTwoWords } from '../../src/domain/two-words.js'
import { readDay } from '../../src/domain/written-day.js'
import { nameProblem, spelling } from '../../src/domain/written-name.js'
import { createAsking } from '../../src/services/asking.js'
import { curriculum } from '../support/bot/content.js'
import { cpuMs } from '../support/cpu-ms.js'
import { rounds, sample } from '../support/long.js'
import { longestTexts, strangeText } from '../support/typed/strange-texts.js'

const now = new Date('2026-11-22T08:00:00+07:00')
const { lessonsFor } = createAsking(curriculum)
/** The lessons for a question are looked up in a part of their own. */
const world: World = {
  curriculum,
  now,
  lessonsFor: () => [],
  onWeb: false,
  leaks: new Set(),
  random: () => 0.5,
}
const learner = { ...strangerIn('nam'), id: 7, formOfAddress: 'chu' as const, finished: ['0'] }
const session = { ...newSession(now), mode: { kind: 'rest' as const }, trial: null }
const options = [
  { id: 'a', words: ['Tắt máy ngay', 'tat'] },
  { id: 'b', words: ['Nghe hết đã'] },
  { id: 'c', words: ['Hỏi con cháu'] },
]
/** What was typed, as the wires hand it on. */
interface Typed {
  text: string
  incoming: Extract<Incoming, { kind: 'text' }>
}
const intentOf = ({ incoming }: Typed) => readIntent(incoming, { prompt: { stamp: 's', options } })
const telegramUpdate = (text: string) => ({
  update_id: 1,
  message: { message_id: 5, chat: { id: 7, type: 'private' }, text },
})

const of =
  (read: (text: string) => unknown) =>
  ({ text }: Typed): unknown =>
    read(text)

/** Every part of the program that reads what somebody typed. */
const PARTS: Readonly<Record<string, (typed: Typed) => unknown>> = {
  'the secrets guard': of(maskSecrets),
  'words of somebody else': of((text) => [isPasted(text), hasLink(text)]),
  'an emergency': of(findEmergency),
  'a doubtful emergency': of(doubtfulEmergency),
  'the check of a message': of(judge),
  'an intent with nothing open': ({ incoming }) => readIntent(incoming, { prompt: null }),
  'a choice': of((text) => matchOption(text, options)),
  'a question': of(lessonsFor),
  'an intent, and its turn': (typed) => step({ learner, session, prompt: null }, intentOf(typed), world),
  folding: of((text) => [foldings(text), readings(text)]),
  'three words': of(readThreeWords),
  'two words': of(readTwoWords),
  'a code': of(readOfficerCode),
  'a place': of((text) => matchPlaces(text, curriculum.places)),
  'an hour': of((text) => [namesTime(text), parseTime(text)]),
  'a year of birth': of((text) => readBirthYear(text, 2026)),
  'a day': of(readDay),
  'a form of address': of(readFormOfAddress),
  'a name': of((text) => [inviterNameProblem(text), nameProblem(text, 'person'), spelling(text)]),
  'an update of Telegram': of((text) =>
    decodeTelegram(telegramUpdate(text), { id: 1, username: 'guong_sang_bot' }),
  ),
  'a post of the page': of((text) =>
    chatInput.safeParse({ id: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff', text }),
  ),
}

/**
 * CPU milliseconds that reading a message of up to 50,000 characters stays under, in any part: five times what the slowest
 * takes on a slow machine. No channel lets through more than some 4,000.
 */
const MOST_MS = 500
/** The same where it is as long as a channel lets through. */
const MOST_MS_IN_A_CHAT = 150
const LONGEST_IN_A_CHAT = 4_096

/** The parts that were too slow; asked once more, since a cleaning of memory is nobody's fault. */
function slowParts(typed: Typed): string[] {
  const most = typed.text.length > LONGEST_IN_A_CHAT ? MOST_MS : MOST_MS_IN_A_CHAT
  return Object.entries(PARTS).flatMap(([name, read]) => {
    const took = (): number => {
      const before = process.cpuUsage()
      read(typed)
      return cpuMs(before)
    }
    const isSlow = took() > most && Math.min(took(), took(), took()) > most
    return isSlow ? [name] : []
  })
}

const typedAs = (text: string): Typed => ({ text, incoming: { kind: 'text', ...maskSecrets(text) } })

describe('whatever is typed', () => {
  it('is read by every part without an exception, and never slowly', () => {
    fc.assert(
      fc.property(strangeText, (text) => {
        expect(slowParts(typedAs(text))).toEqual([])
      }),
      { numRuns: rounds(2_000, 100_000) },
    )
  }, 600_000)

  it.each(sample(longestTexts).map((text) => [JSON.stringify(text.slice(0, 24)), text]))(
    'is read so when it is %s for 50,000 characters',
    (_, text) => expect(slowParts(typedAs(text))).toEqual([]),
  )

  it.each([
    ['in the wrong order', '\u0301'.repeat(25_000) + '\u0336'.repeat(25_000)],
    ['by turns', '\u0336\u0301\u0323'.repeat(16_000)],
    ['on a word', `ma${'\u0301'.repeat(20_000)}${'\u0323'.repeat(20_000)}t khau hoasen`],
  ])('is read so when marks are piled on one letter %s', (_, text) => {
    for (const read of [maskSecrets, storable]) {
      const before = process.cpuUsage()
      read(text)
      expect(cpuMs(before)).toBeLessThan(MOST_MS_IN_A_CHAT)
    }
    expect(slowParts(typedAs(text))).toEqual([])
  })

  it('is taken for the same by the guard with marks composed or apart', () => {
    for (const text of ['mã OTP là 483921', 'mật khẩu zalo là hoasen123', 'thẻ 9704361234567893'])
      for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD'] as const)
        expect([form, maskSecrets(text.normalize(form)).masked]).toEqual([form, maskSecrets(text).masked])
  })
})
