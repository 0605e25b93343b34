import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findEmergency } from '../../src/domain/emergency.js'
import { quickest } from '../support/quickest.js'

interface Line {
  /** Null for ordinary talk. */
  intent: string | null
  text: string
}

const KIND_OF: Readonly<Record<string, string>> = {
  dang_bi_goi: 'being-called',
  khan_cap_mat_tien: 'money-gone',
  khan_cap_suc_khoe: 'health',
}

const linesOf = (name: string): Line[] =>
  readFileSync(new URL(`../evaluation/${name}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)

describe.each(['emergencies', 'emergencies-fresh'])('the set %s', (name) => {
  const lines = linesOf(name)

  it.each(Object.entries(KIND_OF))('finds every %s, as what it is', (intent, kind) => {
    const cries = lines.filter((line) => line.intent === intent)
    expect(cries.length).toBeGreaterThanOrEqual(name === 'emergencies' ? 70 : 15)
    expect(cries.filter(({ text }) => findEmergency(text) !== kind)).toEqual([])
  })

  it('raises no alarm about ordinary talk', () => {
    const ordinary = lines.filter(({ intent }) => intent === null)
    const alarms = ordinary.filter(({ text }) => findEmergency(text) !== null)
    expect(ordinary.length).toBeGreaterThanOrEqual(name === 'emergencies' ? 250 : 40)
    expect(alarms.length / ordinary.length).toBeLessThanOrEqual(0.02)
  })

  it('says the same in capitals and with an emoji', () => {
    const cries = lines.filter(({ intent }) => intent !== null)
    const missed = cries.filter(({ text }) => findEmergency(`😭 ${text.toUpperCase()} !!!`) === null)
    expect(missed).toEqual([])
  })
})

/** Written later, each before the rules were looked at again; what is still missed of them is not mended line by line. */
describe.each([
  'emergencies-fresh-2',
  'emergencies-fresh-3',
  'emergencies-held',
  'emergencies-outside',
  'emergencies-blind',
  'emergencies-blind-2',
])('the set %s', (name) => {
  const lines = linesOf(name)

  it.each(Object.entries(KIND_OF))('finds most of %s', (intent, kind) => {
    const cries = lines.filter((line) => line.intent === intent)
    const found = cries.filter(({ text }) => findEmergency(text) === kind)
    expect(cries.length).toBeGreaterThanOrEqual(20)
    expect(found.length / cries.length).toBeGreaterThanOrEqual(name === 'emergencies-blind-2' ? 0.8 : 0.85)
  })

  it('raises few alarms about ordinary talk', () => {
    const ordinary = lines.filter(({ intent }) => intent === null)
    const alarms = ordinary.filter(({ text }) => findEmergency(text) !== null)
    expect(alarms.length).toBeLessThanOrEqual(Math.max(1, ordinary.length * 0.025))
  })
})

/** Long tellings, cries beside an address or beside talk of a lesson, half-typed marks, glued words, words of the regions. */
describe('the set emergencies-hard', () => {
  const lines = linesOf('emergencies-hard')

  it.each(Object.entries(KIND_OF))('finds all but a few typed beyond knowing of %s', (intent, kind) => {
    const cries = lines.filter((line) => line.intent === intent)
    const found = cries.filter(({ text }) => findEmergency(text) === kind)
    expect(cries.length).toBeGreaterThanOrEqual(60)
    expect(found.length / cries.length).toBeGreaterThanOrEqual(0.97)
  })

  it.each(Object.entries(KIND_OF))('finds every long telling of %s', (intent, kind) => {
    const tellings = lines.filter(({ intent: told, text }) => told === intent && text.length >= 140)
    expect(tellings.length).toBeGreaterThanOrEqual(12)
    expect(tellings.filter(({ text }) => findEmergency(text) !== kind)).toEqual([])
  })

  it('raises no alarm about what was pasted or told of others, of once, of a lesson', () => {
    const ordinary = lines.filter(({ intent }) => intent === null)
    const alarms = ordinary.filter(({ text }) => findEmergency(text) !== null)
    expect(ordinary.length).toBeGreaterThanOrEqual(150)
    expect(alarms.length / ordinary.length).toBeLessThanOrEqual(0.02)
    expect(alarms.filter(({ text }) => text.length >= 140)).toEqual([])
  })
})

it('knows trouble that somebody else tells of: a helper for their parents', () => {
  for (const text of [
    'mẹ cháu bị lừa chuyển tiền rồi',
    'bo em doc otp cho lua dao',
    'ông nội chuyển tiền cho công an giả rồi',
  ])
    expect({ text, kind: findEmergency(text) }).toEqual({ text, kind: 'money-gone' })
})

it('takes under a millisecond for most, and 5 for the worst that is read', () => {
  const texts = linesOf('emergencies').map(({ text }) => text)
  const timed = (text: string, limitMs: number): number => quickest(() => findEmergency(text), limitMs)
  const times = texts.map((text) => timed(text, 1)).toSorted((one, other) => one - other)
  expect(times[Math.floor(times.length / 2)]!).toBeLessThan(1)

  const worst = 'no bao cong an chuyen tien ma otp cho ho doc '.repeat(3).slice(0, 139)
  expect(timed(worst, 5)).toBeLessThan(5)
  for (const part of [
    'nó đòi mã ',
    'nó bắt tôi học bài chuyển tiền gấp, ',
    'tôi sợ nó, đau ngực khó thở là gì ',
    ',toi,no',
  ])
    expect(timed(part.repeat(4_000 / part.length), 5)).toBeLessThan(5)
})
