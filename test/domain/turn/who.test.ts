import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchOption } from '../../../src/domain/choice.js'
import type { Intent } from '../../../src/domain/intent.js'
import { type Profile, intentOf, readProfileName } from '../../../src/domain/profile.js'
import { type Prompt, buttonData } from '../../../src/domain/prompt.js'
import type { Option } from '../../../src/domain/screen.js'
import type { Session } from '../../../src/domain/session.js'
import { endedDay } from '../../../src/domain/turn/day.js'
import { newSession } from '../../../src/domain/turn/hello.js'
import {
  type Shared,
  isAskingWho,
  nameOf,
  whoLearns,
  whoScreen,
  wishOf,
} from '../../../src/domain/turn/who.js'

const NOW = new Date('2026-11-22T03:00:00Z')
const minutesAgo = (minutes: number): string => new Date(NOW.getTime() - minutes * 60_000).toISOString()
const at = (minutes: number, change: Partial<Session> = {}): Session => ({
  ...endedDay(),
  seenAt: minutesAgo(minutes),
  ...change,
})
const LAN: Profile = { learnerId: 4, name: 'bà Lan' }
const BA: Profile = { learnerId: 9, name: 'ông Ba' }
const chat = (change: Partial<Shared> = {}): Shared => ({
  profiles: [LAN, BA],
  learnerId: 4,
  session: at(1),
  prompt: null,
  ...change,
})
const asked = (of: Shared = chat()): Prompt => ({
  stamp: 's',
  options: whoScreen(of).options,
  item: null,
  openedAt: NOW,
})
const words = (text = 'xin chào'): Intent => ({ kind: 'words', text, masked: false })
const command = (name: Extract<Intent, { kind: 'command' }>['command']): Intent => ({
  kind: 'command',
  command: name,
})
const choose = (option: string): Intent => ({ kind: 'choose', option, by: 'press' })
const emergency: Intent = { kind: 'emergency', which: 'money-gone' }
const verdict = (change: Partial<Shared>, intent: Intent) => whoLearns(chat(change), intent, NOW)

describe('whether it is asked who is learning', () => {
  it.each([
    [19, 'goes-on'],
    [20, 'asks'],
    [21, 'asks'],
    [13 * 60, 'asks'],
  ])('after %i minutes: %s', (minutes, kind) => {
    for (const intent of [words(), command('learn'), choose('next'), { kind: 'stale' } as const])
      expect(verdict({ session: at(minutes) }, intent).kind).toBe(kind)
  })

  it('counts the pause from the last word in a form too', () => {
    const inForm = (minutes: number): Session => at(13 * 60, { form: 'hour', heardAt: minutesAgo(minutes) })
    expect(verdict({ session: inForm(19) }, words()).kind).toBe('goes-on')
    expect(verdict({ session: inForm(20) }, words()).kind).toBe('asks')
  })

  it('is not where one person learns, however long the pause', () => {
    const alone = { session: at(9_999) }
    expect(verdict({ ...alone, profiles: [] }, words()).kind).toBe('goes-on')
    expect(verdict({ ...alone, profiles: [LAN] }, words()).kind).toBe('goes-on')
    expect(verdict({ ...alone, profiles: [LAN] }, command('who')).kind).toBe('goes-on')
  })

  it('is at once where nobody is learning, also with one other learner', () => {
    expect(verdict({ profiles: [BA], learnerId: null, session: null }, words()).kind).toBe('asks')
  })

  it('is not in the first hello of a newcomer, before a pause', () => {
    const hello: Session = { ...newSession(NOW), newcomer: 'dì Tư', seenAt: minutesAgo(19) }
    const newcomer = { profiles: [BA], learnerId: null, session: hello }
    expect(verdict(newcomer, choose('try')).kind).toBe('goes-on')
    const later = { ...newcomer, session: { ...hello, seenAt: minutesAgo(21) } }
    expect(verdict(later, choose('try')).kind).toBe('asks')
    expect(whoScreen(chat(later)).options.map(({ label }) => label)).toEqual([
      { text: 'ông Ba' },
      { text: 'dì Tư' },
    ])
    expect(verdict({ ...later, prompt: asked(chat(later)) }, choose('who:new'))).toEqual({
      kind: 'chosen',
      whom: 'newcomer',
    })
  })

  it('is by «đổi người học» at any time', () => {
    expect(verdict({}, command('who')).kind).toBe('asks')
  })

  it('is not again of somebody just chosen, however long ago they learned', () => {
    expect(verdict({ session: at(9_999, { who: 'chosen' }) }, command('learn')).kind).toBe('goes-on')
  })

  it('waits for an emergency and a helper, and comes afterwards', () => {
    const pause = { session: at(30) }
    expect(verdict(pause, emergency)).toEqual({ kind: 'goes-on', unsure: true })
    expect(verdict(pause, { kind: 'help-answer', requestId: 1, answer: 'later' })).toEqual({
      kind: 'goes-on',
      unsure: true,
    })
    expect(verdict({}, emergency)).toEqual({ kind: 'goes-on', unsure: false })
    const back = endedDay().mode
    const mode = { kind: 'emergency', which: 'money-gone', step: 0, back } as const
    const during = { session: at(1, { who: 'unsure', mode }) }
    expect(verdict(during, choose('done'))).toEqual({ kind: 'goes-on', unsure: true })
    expect(verdict(during, command('learn')).kind).toBe('asks')
    expect(verdict({ session: at(1, { who: 'unsure' }) }, choose('next')).kind).toBe('asks')
  })

  it('comes in the middle of a form, but not of the one that adds somebody', () => {
    expect(verdict({ session: at(30, { form: 'hour' }) }, choose('8')).kind).toBe('asks')
    const adding = (minutes: number) => ({ session: at(minutes, { form: 'add-learner', who: 'unsure' }) })
    expect(verdict(adding(1), words('ông Ba'))).toEqual({ kind: 'goes-on', unsure: true })
    expect(verdict(adding(30), words('ông Ba')).kind).toBe('asks')
    expect(verdict({ session: at(30) }, command('add-learner'))).toEqual({ kind: 'goes-on', unsure: true })
  })
})

describe('what is said to the question', () => {
  const open = (minutes: number) => ({ session: at(minutes), prompt: asked() })

  it('is a learner of this chat', () => {
    expect(verdict(open(30), choose('who:9'))).toEqual({ kind: 'chosen', whom: 9 })
    expect(verdict(open(1), choose('who:4'))).toEqual({ kind: 'chosen', whom: 4 })
    expect(nameOf(chat(), 9)).toBe('ông Ba')
  })

  it('leads to what was wished before it was asked, or in its place; to nothing that is about a lesson', () => {
    expect(wishOf(chat(), command('withdraw-family'))).toBe('withdraw-family')
    expect(wishOf(chat(), command('learn'))).toBeNull()
    expect(wishOf(chat(), words('kín đáo'))).toBeNull()
    const prompt: Prompt = { ...asked(), options: whoScreen(chat(), 'withdraw-family').options }
    expect(isAskingWho(prompt)).toBe(true)
    const waiting = chat({ session: at(30), prompt })
    expect(wishOf(waiting, choose('who:9:withdraw-family'))).toBe('withdraw-family')
    expect(whoLearns(waiting, choose('who:9:withdraw-family'), NOW)).toEqual({ kind: 'chosen', whom: 9 })
    expect(wishOf(waiting, words())).toBe('withdraw-family')
    expect(wishOf(waiting, command('erase'))).toBe('erase')
    expect(wishOf(chat({ prompt: asked() }), choose('who:9'))).toBeNull()
  })

  it('leads to the three words that were said before it was asked, whatever else was written with them', () => {
    const said = wishOf(chat(), words('Bà ơi, vào rồi gõ ba tiếng «lúa sen trâu» nhé'))!
    expect(wishOf(chat(), { kind: 'command', command: 'start', payload: 'lua-sen-trau' })).toBe(said)
    expect(intentOf(said)).toEqual({ kind: 'command', command: 'start', payload: 'lua-sen-trau' })
    const waiting = chat({ prompt: { ...asked(), options: whoScreen(chat(), said).options } })
    expect(wishOf(waiting, words())).toBe(said)
    expect(wishOf(waiting, command('erase'))).toBe('erase')
    // A button of Telegram holds 64 bytes: with the longest words, numbers and stamp it is one.
    const profiles = [{ ...LAN, learnerId: 2 ** 31 - 1 }]
    const [longest] = whoScreen(chat({ profiles }), wishOf(chat(), words('thuyền chiêng nghiên'))).options
    expect(longest!.id).toContain('thuyen-chieng-nghien')
    expect(buttonData(`${(2 ** 48).toString(36)}.9`, longest!.id).length).toBeLessThanOrEqual(64)
  })

  it('is asked again when it is unclear, or names somebody who is there no more', () => {
    for (const minutes of [1, 30])
      for (const intent of [words(), { kind: 'stale' } as const, command('again'), command('help')])
        expect(verdict(open(minutes), intent).kind).toBe('asks')
    expect(verdict({ ...open(30), profiles: [LAN, { ...BA, learnerId: 10 }] }, choose('who:9')).kind).toBe(
      'asks',
    )
    expect(verdict({ ...open(30), profiles: [LAN] }, choose('who:9')).kind).toBe('goes-on')
  })

  it('may be left; asked without a pause, a command goes on as whoever learns', () => {
    expect(verdict(open(30), command('stop')).kind).toBe('leaves')
    expect(verdict(open(30), command('results')).kind).toBe('asks')
    expect(verdict(open(1), command('results')).kind).toBe('goes-on')
  })

  const named = (names: string[]): { option: Option; words: string[] }[] =>
    whoScreen(chat({ profiles: names.map((name, nth) => ({ learnerId: nth + 1, name })) })).options.map(
      (option) => ({
        option,
        words: [(option.label as { text: string }).text, ...(option.words ?? [])],
      }),
    )
  const meant = (text: string, names: string[]): number | null => {
    const found = matchOption(
      text,
      named(names).map(({ option, words: said }) => ({ id: option.id, words: said })),
    )
    return found === null ? null : Number(found.id.slice('who:'.length))
  }

  it.each([
    ['2', 2],
    ['b', 2],
    ['thứ hai', 2],
    ['bà Lan', 1],
    ['ba lan', 1],
    ['lan', 1],
    ['Lan nha con', 1],
    ['dạ bà Lan ạ', 1],
    ['ông ba', 2],
    ['An', 3],
    ['cô an', 3],
    ['chú sáu', null],
    ['7', null],
  ])('«%s»', (text, nth) => {
    expect(meant(text, ['bà Lan', 'ông Ba', 'cô An'])).toBe(nth)
  })

  it('two of one name are told apart by the whole name', () => {
    const names = ['bà Lan', 'bác Lan', 'ông Hai']
    expect(meant('lan', names)).toBeNull()
    expect(meant('bác lan', names)).toBe(2)
    expect(meant('ông hai', names)).toBe(3)
    expect(meant('hai', names)).toBe(2)
  })

  it('every name names its own learner and no other', () => {
    const name = fc
      .tuple(
        fc.constantFrom('bà', 'ông', 'cô', 'dì', 'chú Út'),
        fc.constantFrom('Lan', 'Lân', 'Ba', 'Hai', 'Tư', 'Năm', 'An', 'Mai', 'Nghĩa', 'Học', 'Ạ'),
      )
      .map((parts) => parts.join(' '))
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 6 }), (names) => {
        const kept = names.reduce<string[]>((others, typed) => {
          const read = readProfileName(typed, others)
          return read.ok ? [...others, read.name] : others
        }, [])
        expect(kept.map((typed) => meant(typed, kept))).toEqual(kept.map((_, nth) => nth + 1))
      }),
    )
  })

  it('keeps one order, says how to add somebody while there is room, and is known again', () => {
    const many = Array.from({ length: 6 }, (_, nth) => ({ learnerId: 60 - nth, name: `bà Thứ ${nth}` }))
    const screen = whoScreen(chat({ profiles: many, learnerId: 57 }))
    expect(screen.options.map(({ id }) => id)).toEqual(many.map(({ learnerId }) => `who:${learnerId}`))
    expect(screen.lines).toHaveLength(1)
    expect(whoScreen(chat()).lines).toHaveLength(2)
    expect(isAskingWho(asked())).toBe(true)
    expect(isAskingWho({ ...asked(), options: [{ id: 'next', label: { text: 'x' } }] })).toBe(false)
    expect(isAskingWho({ ...asked(), options: [] })).toBe(false)
    expect(isAskingWho(null)).toBe(false)
  })
})

describe('what somebody is called on a chat', () => {
  it.each([
    ['  bà   Lan ', 'bà Lan'],
    ['Nguyễn Thị Lan', 'Nguyễn Thị Lan'],
    ['Ba'.normalize('NFD'), 'Ba'],
  ])('«%s» is kept as «%s»', (typed, name) => {
    expect(readProfileName(typed, [])).toEqual({ ok: true, name })
  })

  it.each([
    ['bà Lan 😀', 'unreadable'],
    ['<b>Lan</b>', 'unreadable'],
    ['Лан', 'unreadable'],
    ['0912345678', 'unreadable'],
    ['', 'unreadable'],
    ['a'.repeat(300), 'unreadable'],
    ['bà nội của cháu Lan Anh', 'too-long'],
    ['ba lan', 'taken'],
    ['BÀ LAN', 'taken'],
    ['bà Lân', 'taken'],
  ])('«%s» is %s', (typed, why) => {
    expect(readProfileName(typed, ['bà Lan'])).toEqual({ ok: false, why })
  })
})
