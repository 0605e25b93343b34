import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../src/domain/evidence.js'
import { newMastery } from '../../src/domain/mastery.js'
import { NOTHING_KEPT } from '../../src/store/kept.js'
import { type Saving, saveStatement } from '../../src/store/save-statement.js'
import { RULES } from '../support/rule.js'
import { NOON, outcome, prompt, session } from './fixtures.js'

/** PostgreSQL cuts names of prepared statements there: two that begin alike would be taken for one. */
const NAME_BYTES = 63

const shown: Evidence = { seq: 1, at: NOON, rule: 'TT-1.1', kind: 'hinted' }
const form = { name: 'place', version: 'v', state: {}, openedAt: NOON }
const attempt = {
  kind: 'attempted', lessonId: '4.1', itemId: 'i', option: 'a', right: true, nth: 1, shownAt: NOON,
} as const // prettier-ignore
const end = { level: 'lam-chac', subject: 'giu-ma', awardedOn: 1, validUntil: 2, rule: 'TT-1.1' } as const
const made = { kind: 'listening-made', token: 't', text: 'dạ' } as const
const observed = {
  kind: 'observed',
  skill: 'giu-ma',
  added: [shown],
  mastery: newMastery(RULES.current),
} as const

/** Every way in which turns may leave something behind: what is written and what is removed may fall together. */
const CHOICES: ((saving: Saving) => Saving)[][] = [
  ...(['session', 'prompt', 'form'] as const).map((part) => {
    const value = { session: session(1), prompt: prompt('s'), form }[part]
    const leaving = (left: unknown) => (saving: Saving): Saving => ({ ...saving, outcome: { ...saving.outcome, [part]: left } })
    return [leaving('same'), leaving(null), leaving(value)]
  }),
  ['same' as const, null, { choices: [], at: NOON }].map((standing) => (saving: Saving): Saving => ({
    ...saving,
    outcome: { ...saving.outcome, standing },
  })),
  ...[{ attempt }, { observed: [{ ...observed, added: [...observed.added] }] }, { ends: [end] }, { made: [made] }].map((kept) => [
    (saving: Saving): Saving => saving,
    (saving: Saving): Saving => ({ ...saving, kept: { ...saving.kept, ...kept } }),
  ]),
] // prettier-ignore

const EMPTY: Saving = { turnId: 1, outcome: outcome(), kept: { ...NOTHING_KEPT, learnerId: 1 }, at: NOON }

function combinations(choices: typeof CHOICES): Saving[] {
  return choices.reduce<Saving[]>(
    (savings, ways) => savings.flatMap((saving) => ways.map((way) => way(saving))),
    [EMPTY],
  )
}

describe('the statement that saves turns', () => {
  const all = combinations(CHOICES)
  // Turns of different chats share a statement, so one may remove what another writes.
  const together = [all, ...all.flatMap((saving) => [[saving], [saving, all.at(-1)!], [saving, all[1]!]])]
  // Without their values: of all turns in one statement a gigabyte was held to the end of the run.
  const statements = together.map((savings) => {
    const { name, text } = saveStatement(savings)
    return { name: name!, text }
  })

  it('has a name that PostgreSQL does not cut', () => {
    expect(Math.max(...statements.map(({ name }) => Buffer.byteLength(name)))).toBeLessThanOrEqual(NAME_BYTES)
  })

  it('has a name of its own for each text', () => {
    const texts = new Map<string, Set<string>>()
    for (const { name, text } of statements) texts.set(name, (texts.get(name) ?? new Set()).add(text))
    expect([...texts.values()].every(({ size }) => size === 1)).toBe(true)
    expect(texts.size).toBe(new Set(statements.map(({ text }) => text)).size)
    expect(texts.size).toBeGreaterThan(400)
  })
})
