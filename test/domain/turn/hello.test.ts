import { describe, expect, it } from 'vitest'
import { VIEWING_CONSENT } from '../../../src/domain/family.js'
import { readFormOfAddress } from '../../../src/domain/turn/hello.js'
import { Walk } from '../../support/bot/walk.js'

describe('the first hello', () => {
  it.each([
    { kind: 'words', text: 'ai đó', masked: false },
    { kind: 'command', command: 'start' },
    { kind: 'command', command: 'erase' },
    { kind: 'choose', option: 'next', by: 'press' },
    { kind: 'stale' },
    { kind: 'media', what: 'sticker' },
    { kind: 'form-ended', form: 'hour' },
  ] as const)('greets somebody new whatever they do: %j', (input) => {
    const walk = new Walk()
    const result = walk.take(input)
    expect(walk.read(result.screen)).toContain('Gương Sáng')
    expect(result.session?.mode).toEqual({ kind: 'hello', step: 'start' })
    expect(result.events).toEqual([])
  })

  it('asks three things and stands in lesson 0 after the fourth input', () => {
    const walk = new Walk('bac')
    walk.take({ kind: 'command', command: 'start' })
    expect(walk.choose('try').screen?.options.map(({ id }) => id)).toEqual(['bac', 'cu', 'other'])
    walk.choose('other')
    expect(walk.prompt?.options).toHaveLength(5)
    walk.choose('di')
    const result = walk.choose('yes')
    expect(result.events.map(({ kind }) => kind)).toEqual(['enrolled', 'lesson-started'])
    expect(result.events[0]).toMatchObject({
      formOfAddress: 'di',
      region: 'bac',
      finished: [],
      textVersion: 'hoc-1',
    })
    expect(result.session).toMatchObject({ trial: null, mode: { kind: 'lesson', lessonId: '0', step: 0 } })
  })

  it('keeps the form of address of a refusal in the session alone', () => {
    const walk = new Walk()
    const result = walk.begin('no')
    expect(result.session?.trial).toEqual({ formOfAddress: 'chu', finished: [] })
    expect(walk.learner).toMatchObject({ id: null, formOfAddress: null })
    expect(walk.take({ kind: 'command', command: 'again' }).learner.formOfAddress).toBe('chu')
  })

  it('gives one lesson after lesson 0 to somebody who refused, then keeps nothing', () => {
    const walk = new Walk()
    walk.begin('no')
    const last = walk.until((_, result) => result.session === null)
    expect(walk.read(last.screen)).toContain('không giữ lại gì')
    expect(last.events).toEqual([])
    expect(walk.take({ kind: 'command', command: 'learn' }).session?.mode.kind).toBe('hello')
  })

  it('asks for consent again when the words say neither', () => {
    const walk = new Walk()
    walk.take({ kind: 'stale' })
    walk.choose('try')
    walk.choose('chu')
    const result = walk.take({ kind: 'words', text: 'để coi', masked: false })
    expect(result.session?.mode).toEqual({ kind: 'hello', step: 'consent' })
    expect(result.prompt).toBe('same')
  })
})

describe('an invitation answered before the consent', () => {
  const atConsent = (viewing: boolean | null): Walk => {
    const walk = new Walk()
    walk.take({ kind: 'command', command: 'start' })
    for (const option of ['try', 'chu']) walk.choose(option)
    walk.session = { ...walk.session!, invited: { invitationId: 3, viewing } }
    return walk
  }

  it.each([true, false])('takes effect with it (to be seen: %j), and waits no longer', (viewing) => {
    const result = atConsent(viewing).choose('yes')
    expect(result.events.map(({ kind }) => kind)).toEqual([
      'enrolled',
      'invitation-accepted',
      'lesson-started',
    ])
    expect(result.events[1]).toEqual({
      kind: 'invitation-accepted',
      invitationId: 3,
      viewing,
      textVersion: VIEWING_CONSENT,
    })
    expect(result.session).not.toHaveProperty('invited')
  })

  it('waits in the trial of somebody who refuses, and nothing of it is kept', () => {
    const result = atConsent(true).choose('no')
    expect(result.events).toEqual([])
    expect(result.session?.invited).toEqual({ invitationId: 3, viewing: true })
  })

  it('that only a learner can answer is asked with the consent, before the first card', () => {
    const walk = atConsent(null)
    const result = walk.choose('yes')
    expect(result).toMatchObject({ screen: null, form: 'invited' })
    expect(result.events.map(({ kind }) => kind)).toEqual(['enrolled', 'lesson-started'])
    expect(result.session?.invited).toEqual({ invitationId: 3, viewing: null })
    const after = walk.take({ kind: 'form-ended', form: 'invited' })
    expect(after.session?.mode).toMatchObject({ kind: 'lesson', lessonId: '0', step: 0 })
    expect(after.screen).not.toBeNull()
  })
})

describe('a form of address in words', () => {
  it.each([
    ['chú', 'chu'], ['gọi tôi là bà', 'ba'], ['cụ nhé', 'cu'], ['goi la di', 'di'], ['Ông', 'ong'], ['bac', 'bac'],
    ['cô ơi', 'co'], ['bác hay chú', null], ['anh', null], ['', null], ['cô giáo bảo con gọi tôi là cô', null],
  ] as const)('%j is %s', (text, form) => expect(readFormOfAddress(text)).toBe(form)) // prettier-ignore

  // With the marks typed these are other words: có, đi, cũ, chữ, ba.
  it.each(['có', 'không có', 'đi', 'số cũ', 'chữ nhỏ', 'bạc'])('%j is none', (text) =>
    expect(readFormOfAddress(text)).toBeNull(),
  )
})
