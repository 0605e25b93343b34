import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Incoming } from '../../src/domain/incoming.js'
import { readIntent } from '../../src/domain/intent.js'
import { helpButtonData, relinkButtonData } from '../../src/domain/prompt.js'
import {
  type Meant,
  type Open,
  type Standing,
  afterMessage,
  isHelpButtonOf,
  isRelinkButtonOf,
  meantBy,
  standsStill,
  withoutAnswered,
} from '../../src/domain/standing.js'
import { askWhich } from '../../src/domain/turn/which.js'

const NINE = new Date('2026-11-28T09:00:00+07:00')
const after = (minutes: number): Date => new Date(NINE.getTime() + minutes * 60_000)

const COMING = helpButtonData(7, 'coming')
const HELP: Standing = {
  choices: [
    { label: 'Gọi ngay', data: helpButtonData(7, 'calling') },
    { label: 'Tới ngay', words: ['di lien'], data: COMING },
    { label: 'Lát nữa', data: helpButtonData(7, 'later') },
  ],
  at: NINE,
}
const RELINK: Standing = {
  choices: [
    { label: 'Đúng, tôi đổi máy', data: relinkButtonData(3, 'yes') },
    { label: 'Không cho', data: relinkButtonData(3, 'no') },
  ],
  at: NINE,
}
const LONE: Standing = { choices: [{ label: 'Đóng máy kia', data: relinkButtonData(3, 'close') }], at: NINE }

/** A question put so many minutes after the message, or before it. */
const question = (minutes: number, labels = ['Tắt máy', 'Hỏi thêm']): Open => ({
  prompt: { stamp: 'a.0', options: labels.map((label, at) => ({ id: `o${at + 1}`, words: [label] })) },
  putAt: after(minutes),
  isForm: false,
})
const NOTHING: Open = { prompt: null, putAt: after(-60), isForm: false }

const typed = (text: string, masked: 'otp'[] = []): Incoming => ({ kind: 'text', text, masked })
function meaning(text: string, open: Open, standing = HELP, incoming = typed(text)): Meant {
  return meantBy(text, readIntent(incoming, { prompt: open.prompt }), open, standing)
}
const told = (data: string): Meant => ({ kind: 'standing', data })
const OPEN: Meant = { kind: 'open' }

describe('with nothing else open, the choices below the message are meant by', () => {
  it.each([
    ['2', COMING],
    ['số 2 nha', COMING],
    ['hai', COMING],
    ['b', COMING],
    ['Tới ngay', COMING],
    ['toi ngay', COMING],
    ['đi liền', COMING],
    ['dạ lát nữa', helpButtonData(7, 'later')],
  ])('«%s»', (text, data) => expect(meaning(text, NOTHING)).toEqual(told(data)))

  it.each(['4', 'năm', 'chào con', '', 'học'])('not «%s»', (text) =>
    expect(meaning(text, NOTHING)).toEqual(OPEN),
  )

  it('a number also after something else was answered', () => {
    expect(meaning('2', NOTHING, { ...HELP, passed: true })).toEqual(told(COMING))
  })

  it('no number where there is one button: what it does has to be named', () => {
    const lone: Standing = { choices: [HELP.choices[1]!], at: NINE }
    expect(meaning('1', NOTHING, lone)).toEqual(OPEN)
    expect(meaning('tới ngay', NOTHING, lone)).toEqual(told(COMING))
  })

  it('a number where the one button is grave: it is shown with it', () => {
    expect(meaning('1', NOTHING, LONE)).toEqual(told(relinkButtonData(3, 'close')))
    expect(meaning('đóng máy kia', NOTHING, LONE)).toEqual(told(relinkButtonData(3, 'close')))
  })
})

describe('with a question open', () => {
  it('what only the message has is the message’s, and what only the question has is the question’s', () => {
    expect(meaning('3', question(0))).toEqual(told(helpButtonData(7, 'later')))
    expect(meaning('tới ngay', question(0))).toEqual(told(COMING))
    expect(meaning('tắt máy', question(0))).toEqual(OPEN)
    expect(meaning('4', question(0, ['a', 'b', 'c', 'd']))).toEqual(OPEN)
  })

  it.each([-10, -3, 0, 3, 10])(
    'a number of both is asked about when they came %i minutes apart',
    (minutes) => {
      expect(meaning('2', question(minutes))).toEqual({
        kind: 'asks',
        which: [{ label: 'Hỏi thêm', data: 'a.0:o2' }, HELP.choices[1]],
        number: '2',
      })
    },
  )

  it('further apart the later one is meant, since that is what is read', () => {
    expect(meaning('2', question(-10.1))).toEqual(told(COMING))
    expect(meaning('2', question(10.1))).toEqual(OPEN)
  })

  it('who may open one’s own studies is never told by a number that could be another answer', () => {
    expect(meaning('1', question(-60), RELINK)).toMatchObject({ kind: 'asks' })
    expect(meaning('1', question(60), RELINK)).toEqual(OPEN)
    expect(meaning('không cho', question(-60), RELINK)).toEqual(told(relinkButtonData(3, 'no')))
  })

  it('a number of the one grave button is asked about, and a mere yes or no over a card that only goes on', () => {
    const card = question(0, ['Tiếp'])
    const close = { label: 'Đóng máy kia', data: relinkButtonData(3, 'close') }
    expect(meaning('1', card, LONE)).toEqual({
      kind: 'asks',
      which: [{ label: 'Tiếp', data: 'a.0:o1' }, close],
      number: '1',
    })
    const [yes, no] = RELINK.choices
    const known: Standing = {
      ...RELINK,
      choices: [
        { ...yes!, words: ['vang', 'dong y'] },
        { ...no!, words: ['khong', 'tu choi'] },
      ],
    }
    expect(meaning('vâng', card, known)).toMatchObject({ kind: 'asks', number: null })
    expect(meaning('không', card, known)).toMatchObject({ kind: 'asks', number: null })
    expect(meaning('không cho', card, known)).toEqual(told(no!.data))
    expect(meaning('không', NOTHING, known)).toEqual(told(no!.data))
    expect(meaning('từ chối', NOTHING, known)).toEqual(told(no!.data))
  })

  it('words of both are asked about as well, without a number', () => {
    expect(meaning('lát nữa', question(1, ['Lát nữa', 'Bây giờ']))).toMatchObject({
      kind: 'asks',
      number: null,
    })
  })

  it('a whole label decides against a number: «ba» is the father where he can be chosen', () => {
    expect(meaning('ba', question(0, ['Má', 'Ba']))).toEqual(OPEN)
  })

  it('a part of a label is the question’s, or nobody’s', () => {
    expect(meaning('lát', question(0))).toEqual(OPEN)
    expect(meaning('lát', NOTHING)).toEqual(told(helpButtonData(7, 'later')))
    expect(meaning('đổi máy', question(0, ['Tắt máy', 'Hỏi thêm']), RELINK)).toEqual(OPEN)
  })

  it('that was answered since, numbers are the question’s, and labels the message’s', () => {
    const passed: Standing = { ...HELP, passed: true }
    expect(meaning('2', question(1), passed)).toEqual(OPEN)
    expect(meaning('3', question(1), passed)).toEqual(OPEN)
    expect(meaning('tới ngay', question(1), passed)).toEqual(told(COMING))
  })

  it('a form takes every number that is none of its choices', () => {
    const form = { ...question(-1), isForm: true }
    expect(meaning('3', form)).toEqual(OPEN)
    expect(meaning('2', form)).toMatchObject({ kind: 'asks' })
    expect(meaning('lát nữa', form)).toEqual(told(helpButtonData(7, 'later')))
    expect(meaning('3', { ...form, prompt: null })).toEqual(OPEN)
  })
})

describe('no choice is', () => {
  it('an emergency, a message to be checked, what is sent on, a secret', () => {
    const emergency = 'tôi lỡ chuyển tiền cho nó rồi'
    expect(readIntent(typed(emergency), { prompt: null }).kind).toBe('emergency')
    expect(meaning(emergency, NOTHING)).toEqual(OPEN)
    expect(meaning('kiểm tra: tới ngay', NOTHING)).toEqual(OPEN)
    expect(meaning('2', NOTHING, HELP, { ...typed('2'), forwarded: true } as Incoming)).toEqual(OPEN)
    expect(meaning('2', NOTHING, HELP, typed('2', ['otp']))).toEqual(OPEN)
  })
})

describe('once it was asked which', () => {
  const asked = meaning('2', question(3))
  if (asked.kind !== 'asks') throw new Error('it was not asked')
  const standing = afterMessage(HELP, { kind: 'stale' }, { which: asked.which })

  it.each([
    ['1', 'a.0:o2'],
    ['2', COMING],
    ['hỏi thêm', 'a.0:o2'],
    ['toi ngay', COMING],
  ])('«%s» presses what is meant', (text, data) => {
    expect(meaning(text, question(3), standing)).toEqual(told(data))
  })

  it('anything else is read as if it had not been asked', () => {
    expect(meaning('3', question(3), standing)).toEqual(told(helpButtonData(7, 'later')))
    expect(meaning('tắt máy', question(3), standing)).toEqual(OPEN)
  })

  it('the question which is gone after the next message, and the message is passed by where the prompt was answered', () => {
    expect(afterMessage(standing, { kind: 'words', text: 'dạ', masked: false })).toEqual(HELP)
    expect(afterMessage(standing, { kind: 'choose', option: 'o1', by: 'press' })).toEqual({
      ...HELP,
      passed: true,
    })
  })

  it('is worded by the two choices, and by where they stand only where these are the same', () => {
    expect(askWhich(asked.which, '2')).toEqual({
      lines: [{ say: 'which.number', with: { n: '2' } }],
      choices: [
        { label: { text: 'Hỏi thêm' }, data: 'a.0:o2' },
        { label: { text: 'Tới ngay' }, words: ['di lien'], data: COMING },
      ],
    })
    const alike = askWhich([{ label: 'Lat nua', data: 'a.0:o1' }, HELP.choices[2]!], null)
    expect(alike.lines).toEqual([{ say: 'which.words' }])
    expect(alike.choices.map(({ label }) => label)).toEqual([
      { say: 'which.open', with: { label: { text: 'Lat nua' } } },
      { say: 'which.told', with: { label: { text: 'Lát nữa' } } },
    ])
  })
})

describe('what stands', () => {
  it('stays as it is where nothing changed, so that nothing is saved', () => {
    const passed: Standing = { ...HELP, passed: true }
    expect(afterMessage(HELP, { kind: 'stale' })).toBe(HELP)
    expect(afterMessage(passed, { kind: 'choose', option: 'o1', by: 'words' })).toBe(passed)
  })

  it('is forgotten after 24 hours', () => {
    expect(standsStill(HELP, after(24 * 60 - 0.1))).toBe(HELP)
    expect(standsStill(HELP, after(24 * 60))).toBeNull()
    expect(standsStill(null, NINE)).toBeNull()
  })

  it('is forgotten once its own question was answered, and no other', () => {
    expect(withoutAnswered(HELP, isHelpButtonOf(7))).toBeNull()
    expect(withoutAnswered(HELP, isHelpButtonOf(8))).toBe(HELP)
    expect(withoutAnswered(HELP, isRelinkButtonOf(null))).toBe(HELP)
    expect(withoutAnswered(RELINK, isRelinkButtonOf(3))).toBeNull()
    expect(withoutAnswered(RELINK, isRelinkButtonOf(4))).toBe(RELINK)
    expect(withoutAnswered(RELINK, isRelinkButtonOf(null))).toBeNull()
    expect(withoutAnswered(null, isHelpButtonOf(7))).toBeNull()
  })
})

describe('whatever is typed', () => {
  const texts = fc.oneof(
    fc.constantFrom(
      '1',
      '2',
      '3',
      'ba',
      'tới ngay',
      'tắt máy',
      'lát',
      'học',
      'giúp',
      'không',
      'dạ',
      'không cho',
    ),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
  )
  const opens = fc.record({ minutes: fc.integer({ min: -60, max: 60 }), isForm: fc.boolean() })

  it('is graded by no guess: a number of both, put near each other, is always asked about', () => {
    fc.assert(
      fc.property(texts, opens, fc.constantFrom(HELP, RELINK), (text, { minutes, isForm }, standing) => {
        const open = { ...question(minutes), isForm }
        const read = readIntent(typed(text), { prompt: open.prompt })
        const fitsBoth = read.kind === 'choose' && meaning(text, NOTHING, standing).kind === 'standing'
        if (!fitsBoth || Math.abs(minutes) > 10) return
        const meant = meantBy(text, read, open, standing)
        expect(meant.kind).toBe(/\d/.test(text) ? 'asks' : meant.kind === 'standing' ? 'open' : meant.kind)
      }),
    )
  })
})
