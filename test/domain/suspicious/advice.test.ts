import { describe, expect, it } from 'vitest'
import { FORMS_OF_ADDRESS } from '../../../src/domain/learner.js'
import type { Screen } from '../../../src/domain/screen.js'
import {
  type Guess,
  type Opinion,
  adviceLines,
  graver,
  lessonAbout,
  opinionOf,
  verdictScreen,
} from '../../../src/domain/suspicious/advice.js'
import { KIND_PHRASES, type ScamId } from '../../../src/domain/suspicious/kinds.js'
import type { SignId } from '../../../src/domain/suspicious/signs.js'
import { SIGN_PHRASES } from '../../../src/domain/suspicious/signs.js'
import { type Verdict, judge } from '../../../src/domain/suspicious/verdict.js'
import { curriculum, locales, words } from '../../support/bot/content.js'

const VERDICTS: Verdict[] = ['scam', 'careful', 'no-sign']
const GUESSES: Guess[] = ['scam', 'genuine', 'unknown', null]
const KINDS: (ScamId | null)[] = [...(Object.keys(KIND_PHRASES) as ScamId[]), null]
const SIGNS: SignId[] = [...new Set(SIGN_PHRASES.map(({ sign }) => sign)), 'look-alike']
const PEOPLE = [null, ...FORMS_OF_ADDRESS].flatMap((formOfAddress) =>
  (['bac', 'nam'] as const).map((region) => ({ formOfAddress, region })),
)
type Home = (typeof PEOPLE)[number] & { placeId?: string }
const textOf = ({ lines }: Pick<Screen, 'lines'>, to: Home): string =>
  lines.map((line) => words.say(line, to)).join('\n')
const about = (verdict: Verdict, kind: ScamId | null = null, signs: SignId[] = ['hurry']): Opinion => ({
  verdict,
  kind,
  signs,
})
const chu: Home = { formOfAddress: 'chu', region: 'nam' }

const NEVER = /(?<!\p{L})(?:bạn|hết hạn|mất|rớt|chứng chỉ|điểm|hạng|an toàn|sai)(?!\p{L})/iu

/** What would make a screen hard to read. */
function troubles(text: string): string[] {
  const sentences = text.split(/(?<=[.!?…])\s+|\n|(?<=:)\s+/)
  const long = sentences.filter((one) => one.replace(/«[^»]*»/g, '«…»').split(/\s+/).length > 14)
  return [
    ...(text.length > 300 ? [`${text.length} characters: ${text}`] : []),
    ...long,
    ...(NEVER.exec(text) ?? []),
    ...(/[{}]|undefined|null/.exec(text) ?? []),
  ]
}

describe('what we say of a message', () => {
  it('is short and kind whatever was guessed and found, to everybody', () => {
    // The three longest signs together are the longest screen there can be.
    const longest = SIGNS.toSorted(
      (a, b) => words.say({ say: `sign.${b}` }, chu).length - words.say({ say: `sign.${a}` }, chu).length,
    )
    for (const to of PEOPLE)
      for (const verdict of VERDICTS)
        for (const guess of GUESSES) {
          const screen = verdictScreen(about(verdict, null, longest.slice(0, 3)), guess)
          expect(screen.lines.length).toBeLessThanOrEqual(3)
          expect(troubles(textOf(screen, to))).toEqual([])
        }
  })

  it('praises a right guess, and never calls another one wrong', () => {
    expect(textOf(verdictScreen(about('scam'), 'scam'), chu)).toContain('Chú đoán đúng')
    for (const guess of ['genuine', 'unknown', null] as const)
      expect(textOf(verdictScreen(about('scam'), guess), chu)).not.toMatch(/đoán/)
    expect(textOf(verdictScreen(about('no-sign'), 'scam'), chu)).toContain('biết giữ mình')
  })

  it('says where nothing was seen that it is no guarantee, whom to ask, and names no sign', () => {
    const text = textOf(verdictScreen(about('no-sign', null, ['posing']), null), chu)
    expect(text).toContain('chưa chắc là thật')
    expect(text).toContain('người nhà')
    expect(text).toContain('số chính thức')
    expect(text).not.toContain('xưng')
  })

  it('holds three signs at most, the heaviest, and no word of the message', () => {
    const message =
      'Dien luc Kim Quy: 2 gio nua cat dien. Vao evn-kimquy.top cai app, nhap ma OTP, dung noi ai'
    const opinion = opinionOf(judge(message))
    expect(opinion.signs.length).toBe(3)
    expect(opinion.signs[0]).toBe('look-alike')
    expect(JSON.stringify(opinion)).not.toMatch(/kim|evn|OTP/i)
  })

  it('takes of two parts the graver one', () => {
    expect(graver(about('careful'), about('scam')).verdict).toBe('scam')
    expect(graver(about('scam'), about('no-sign')).verdict).toBe('scam')
    expect(graver(about('careful', 'S01'), about('careful', 'S02')).kind).toBe('S01')
  })
})

describe('what to do', () => {
  it('is short for every scam, with the lesson below it, to everybody', () => {
    const longestTitle = [...curriculum.lessons.values()]
      .map(({ title }) => title)
      .toSorted((a, b) => b.length - a.length)[0]!
    for (const to of PEOPLE)
      for (const kind of KINDS)
        for (const verdict of ['scam', 'careful'] as const) {
          const title = lessonAbout({ kind }, [], curriculum)?.title ?? longestTitle
          const lesson = { say: 'check.lesson', with: { title: { text: title } } }
          const lines = [...adviceLines(about(verdict, kind), curriculum), lesson]
          expect(lines.length).toBe(3)
          expect(troubles(textOf({ lines }, to))).toEqual([])
        }
  })

  it('names the number of the own province, and of no other', () => {
    const lines = adviceLines(about('scam', 'S05'), curriculum)
    const inProvince = (province: string) =>
      curriculum.places.find((place) => place.province === province)!.id
    const [south, north] = [...curriculum.contacts.get('dien-luc')!.inProvince.keys()]
      .map((province) => textOf({ lines }, { ...chu, placeId: inProvince(province) }))
      .toSorted()
    expect(south).toContain('Điện lực: 1900 1006 (có tính cước).')
    expect(north).toContain('Điện lực: 1900 6769 (có tính cước).')
    expect(textOf({ lines }, chu)).toContain('Điện lực: số in trên hoá đơn tiền điện.')
  })

  it('is of the scam only where we are almost sure', () => {
    expect(textOf({ lines: adviceLines(about('scam', 'S29'), curriculum) }, chu)).toContain('gọi 113 ngay')
    expect(textOf({ lines: adviceLines(about('careful', 'S29'), curriculum) }, chu)).not.toContain(
      'gọi 113 ngay',
    )
    expect(adviceLines(about('no-sign'), curriculum)).toEqual([])
  })

  it('knows somebody to ask for every scam', () => {
    for (const kind of KINDS) expect(adviceLines(about('scam', kind), curriculum)).toHaveLength(2)
  })
})

describe('every other line of the check', () => {
  const lines = Object.entries((locales.vi as { check: object }).check).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && !/\{(?!goi|xung)[a-z]/i.test(entry[1]),
  )

  it.each(lines.map(([key]) => key))('%s is short, to everybody', (key) => {
    expect(PEOPLE.flatMap((to) => troubles(words.say({ say: `check.${key}` }, to)))).toEqual([])
  })

  it.each(['line', 'bank', 'health', 'ask'])('doubt.%s is short, to everybody', (key) => {
    expect(PEOPLE.flatMap((to) => troubles(words.say({ say: `check.doubt.${key}` }, to)))).toEqual([])
  })
})

describe('the lesson about it', () => {
  it('is in the path of lessons for every scam', () => {
    for (const kind of KINDS) {
      const lesson = lessonAbout({ kind }, [], curriculum)
      expect([kind, lesson === null]).toEqual([kind, kind === null])
    }
  })

  it('is one not finished yet where there is one', () => {
    const [first, second] = curriculum.scams.get('S01')!.taughtIn
    expect(lessonAbout({ kind: 'S01' }, [], curriculum)?.id).toBe(first)
    expect(lessonAbout({ kind: 'S01' }, [first!], curriculum)?.id).toBe(second)
    expect(lessonAbout({ kind: 'S01' }, [first!, second!], curriculum)?.id).toBe(first)
  })
})
