import { describe, expect, it } from 'vitest'
import { dayNumber } from '../../src/domain/calendar.js'
import { monthBorders, monthLine, monthLines } from '../../src/domain/family-month.js'
import { viewingOf } from '../../src/domain/family.js'
import type { Recognition } from '../../src/domain/recognition.js'
import { say } from '../../src/domain/screen.js'
import { words } from '../support/bot/content.js'

const viewing = viewingOf({
  id: 1,
  helperId: 2,
  helperName: 'Hoa',
  learnerId: 3,
  called: 'ông nội',
  sees: true,
})!
const borders = monthBorders('2026-11')
const days = { from: dayNumber(borders.from), to: dayNumber(borders.to) }
const reached = (
  level: Recognition['level'],
  subject: string,
  day: string,
  until: number | null = null,
): Recognition => ({
  level,
  subject,
  awardedOn: dayNumber(new Date(`${day}T12:00:00+07:00`)),
  validUntil: until,
  rule: 'TT-1.1',
})
const line = (recognitions: Recognition[], wasHere = true): string | null => {
  const told = monthLine(viewing, { recognitions, wasHere }, days)
  return told === null ? null : words.say(told, { formOfAddress: null, region: 'nam' })
}

describe('a month', () => {
  it('begins and ends at midnight in Việt Nam', () => {
    expect(borders.from.toISOString()).toBe('2026-10-31T17:00:00.000Z')
    expect(borders.to.toISOString()).toBe('2026-11-30T17:00:00.000Z')
    expect(monthBorders('2026-12').to.toISOString()).toBe('2026-12-31T17:00:00.000Z')
  })

  it('is told by what was done alone for the first time in it', () => {
    expect(
      line([
        reached('lam-duoc', 'a', '2026-10-31'),
        reached('lam-duoc', 'b', '2026-11-01'),
        reached('lam-duoc', 'c', '2026-11-30'),
        reached('lam-chac', 'b', '2026-11-20', days.to + 90),
        reached('vung', 'x', '2026-11-20', days.to + 90),
        reached('lam-duoc', 'd', '2026-12-01'),
      ]),
    ).toBe('Tháng qua ông nội tự làm được 2 việc mới. Mừng quá ạ.')
  })

  it('leaves out what was taken back on its day', () => {
    const taken = reached('lam-duoc', 'b', '2026-11-05')
    expect(line([{ ...taken, validUntil: taken.awardedOn }])).toContain('vẫn có học')
  })

  it('is told by what became sure when nothing was new, and warmly without comparison when neither was', () => {
    expect(line([reached('lam-chac', 'b', '2026-11-20', days.to + 90)])).toContain('làm chắc thêm 1 việc')
    expect(line([])).toBe('Tháng qua ông nội vẫn có học ạ. Anh/chị hỏi thăm một câu nhé.')
  })

  it('says nothing of somebody who was not here', () => {
    expect(line([], false)).toBeNull()
    expect(monthLines([])).toBeNull()
  })

  it('is one message of at most three lines for all whom a helper sees', () => {
    const four = [1, 2, 3, 4].map((n) => say('helping.month.new', { called: `bà ${n}`, n }))
    expect(monthLines(four.slice(0, 3))).toHaveLength(3)
    const told = monthLines(four)!.map((one) => words.say(one, { formOfAddress: null, region: 'nam' }))
    expect(told).toHaveLength(3)
    expect(told[2]).toContain('Còn 2 người nữa')
  })
})
