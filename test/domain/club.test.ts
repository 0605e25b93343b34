import { describe, expect, it } from 'vitest'
import { choicesFor, clubLessons, clubScreens } from '../../src/domain/club.js'
import { dayNumber } from '../../src/domain/calendar.js'
import type { Item } from '../../src/domain/curriculum.js'
import { curriculum } from '../support/bot/content.js'

const lesson = curriculum.lessons.get('1.1')!
const items = [...curriculum.lessons.values()].flatMap(({ steps }) =>
  steps.flatMap((step) => (step.kind === 'item' ? [step] : [])),
)
const idsOf = (choices: Item['choices']) => choices.map(({ id }) => id)

describe('a lesson for a room', () => {
  it('has each question followed by its answer, and nothing left out', () => {
    const screens = clubScreens(lesson)
    const questions = lesson.steps.filter(({ kind }) => kind === 'item')
    expect(questions.length).toBeGreaterThan(0)
    expect(screens).toHaveLength(lesson.steps.length + questions.length)
    const answers = screens.flatMap((screen, nth) => (screen.kind === 'question' ? [screens[nth + 1]] : []))
    expect(answers).toEqual(questions.map((item) => ({ kind: 'answer', item })))
  })

  it('keeps the order of choices for one session, and has others for others', () => {
    const item = items.find(({ fixedOrder, choices }) => !fixedOrder && choices.length === 3)!
    expect(choicesFor(item, 7)).toEqual(choicesFor(item, 7))
    const orders = Array.from({ length: 40 }, (_, id) => idsOf(choicesFor(item, id)))
    expect(new Set(orders.map(String)).size).toBe(6)
    for (const order of orders) expect(order.toSorted()).toEqual(idsOf(item.choices).toSorted())
    const fixed = { ...item, fixedOrder: true }
    expect(idsOf(choicesFor(fixed, 7))).toEqual(idsOf(item.choices))
  })

  it('is one of those of the path and of the awareness strand, not lesson 0 and none for companions', () => {
    const lessons = clubLessons(curriculum, dayNumber(new Date('2026-11-28T02:00:00Z')))
    const areas = new Set(lessons.map(({ area }) => area))
    expect(areas).toContain('nhan-thuc')
    expect(areas).not.toContain('dong-hanh')
    expect(lessons.map(({ id }) => id)).not.toContain('0')
    expect(lessons.length).toBeGreaterThan(30)
    expect(new Set(lessons).size).toBe(lessons.length)
  })
})
