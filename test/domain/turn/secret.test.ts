import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Prompt } from '../../../src/domain/prompt.js'
import type { Mode, Session } from '../../../src/domain/session.js'
import { newSession } from '../../../src/domain/turn/hello.js'
import { step } from '../../../src/domain/turn/step.js'
import type { Input, SecretFate, State, World } from '../../../src/domain/turn/turn.js'
import { strangerIn } from '../../../src/domain/learner.js'
import { curriculum } from '../../support/bot/content.js'

const now = new Date('2026-11-22T08:00:00+07:00')
const worldWith = (secretFate?: SecretFate): World => ({
  curriculum,
  now,
  onWeb: false,
  leaks: new Set(),
  random: () => 0.5,
  ...(secretFate !== undefined && { secretFate }),
})
const TYPED: Input = { kind: 'words', text: 'mã OTP là •••', masked: true }
const SENT_ON: Input = { kind: 'words', text: 'ma OTP •••, vao evn-kimquy.top', masked: true }
const OPEN: Prompt = {
  stamp: 's',
  options: [
    { id: 'a', label: { text: 'Tắt máy' } },
    { id: 'b', label: { text: 'Nghe tiếp' } },
  ],
  item: null,
  openedAt: now,
}

const standing = (mode: Mode, change: Partial<Session> = {}, prompt: Prompt | null = OPEN): State => ({
  learner: { ...strangerIn('nam'), id: 7, formOfAddress: 'chu', finished: ['0'] },
  session: { ...newSession(now), trial: null, mode, ...change },
  prompt,
})
const REST: Mode = { kind: 'rest' }
const EMERGENCY: Mode = { kind: 'emergency', which: 'money-gone', step: 1, back: REST }
const keysOf = ({ screen }: ReturnType<typeof step>): string[] =>
  (screen?.lines ?? []).map((line) => ('say' in line ? line.say : line.text))

describe('a secret in a calm turn', () => {
  it.each([
    ['deleted', ['secret.deleted', 'secret.lesson']],
    ['covered', ['unclear.secret']],
    ['stays', ['unclear.secret', 'secret.stays']],
    [undefined, ['unclear.secret']],
  ] as const)('whose message is %s is told so, with the question still open', (fate, keys) => {
    const result = step(standing(REST), TYPED, worldWith(fate))
    expect(keysOf(result)).toEqual(keys)
    expect(result.screen?.options).toEqual(OPEN.options)
    expect(result.prompt).toBe('same')
    expect(result.deletes).toBe(true)
  })

  it('how to delete a message by hand is said once', () => {
    const first = step(standing(REST), TYPED, worldWith('stays'))
    expect(first.session?.toldToDelete).toBe(true)
    const again = step({ ...standing(REST), session: first.session }, TYPED, worldWith('stays'))
    expect(keysOf(again)).toEqual(['unclear.secret'])
    expect(again.session?.toldToDelete).toBe(true)
  })

  it('never says that the message was deleted: only that we ask for it', () => {
    const { secret } = JSON.parse(readFileSync('locales/vi.json', 'utf8')) as {
      secret: Record<string, string>
    }
    for (const words of Object.values(secret)) expect(words).not.toMatch(/đã xoá|xoá rồi|xoá xong/)
    expect(secret['deleted']).toMatch(/xin xoá tin đó.*Còn thấy/)
  })

  it('as the very first word is covered above the greeting', () => {
    const fresh = { ...standing(REST), session: null }
    const result = step(fresh, TYPED, worldWith('deleted'))
    expect(keysOf(result)[0]).toBe('secret.brief-deleted')
    expect(keysOf(result)).toContain('hello.never')
    expect(result.deletes).toBe(true)
    expect(result.session?.toldToDelete).toBeUndefined()
  })

  it('after days away is covered in the greeting', () => {
    const seenAt = new Date(now.getTime() - 9 * 86_400_000).toISOString()
    const result = step(standing(REST, { seenAt }), TYPED, worldWith('deleted'))
    expect(keysOf(result).slice(0, 2)).toEqual(['here.welcome-back', 'secret.brief-deleted'])
    expect(result.deletes).toBe(true)
  })

  it('where nothing is open is told in one line above the screen', () => {
    const result = step(standing(REST, {}, null), TYPED, worldWith('stays'))
    expect(keysOf(result)).toEqual(['secret.brief', 'rest.ask'])
  })
})

describe('what may be evidence is never deleted', () => {
  it('in an emergency nothing is said of the secret: what is to be done stands there again', () => {
    const result = step(standing(EMERGENCY), TYPED, worldWith('deleted'))
    expect(keysOf(result).filter((key) => key.includes('secret'))).toEqual([])
    expect(keysOf(result).some((key) => key.startsWith('emergency.'))).toBe(true)
    expect(result.deletes).toBeUndefined()
  })

  it.each([
    ['in the middle of something', standing(REST)],
    ['before the first hello', { ...standing(REST), session: null }],
    ['after days away', standing(REST, { seenAt: '2026-11-01T00:00:00.000Z' })],
  ])('a message sent on is not, %s', (_, state) => {
    expect(step(state, SENT_ON, worldWith('deleted')).deletes).toBeUndefined()
  })

  it('words without a secret delete nothing', () => {
    const words: Input = { kind: 'words', text: 'trời đẹp quá', masked: false }
    expect(step(standing(REST), words, worldWith('deleted')).deletes).toBeUndefined()
  })
})
