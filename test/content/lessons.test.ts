import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { loadCurriculum } from '../../src/content/load.js'
import { createWording } from '../../src/content/wording.js'
import type { Item, Lesson } from '../../src/domain/curriculum.js'

const curriculum = loadCurriculum(fileURLToPath(new URL('../../content', import.meta.url)))
const { lengthOf } = createWording({ ...curriculum, numbers: null })
const lessons = curriculum.path.map((id) => curriculum.lessons.get(id)!)
const itemsOf = (lesson: Lesson) => lesson.steps.filter((step): step is Item => step.kind === 'item')
const items = lessons.flatMap(itemsOf)
const rightOf = (item: Item) => item.choices.find(({ id }) => id === item.right)!

/** Everything a learner reads of a lesson, with the field it stands in. */
const textsOf = (lesson: Lesson): string[] => [
  lesson.title,
  lesson.can,
  lesson.recap,
  ...lesson.steps.flatMap((step) =>
    step.kind === 'card'
      ? [step.text]
      : [
          step.text,
          step.why,
          step.nextTime,
          ...step.choices.flatMap(({ text, thought }) => [text, thought ?? '']),
        ],
  ),
]
const texts = lessons.flatMap(textsOf)

describe('the path', () => {
  it('has every lesson that is ready, but none for those who help', () => {
    const ready = [...curriculum.lessons.values()]
      .filter(({ area, verifyBefore }) => area !== 'dong-hanh' && verifyBefore === null)
      .map(({ id }) => id)
    expect(curriculum.path.toSorted()).toEqual(ready.toSorted())
  })

  it('begins with a lesson of four steps, whose first item asks for the number 2', () => {
    const first = lessons[0]!
    expect(first.steps).toHaveLength(4)
    expect(itemsOf(first)).toHaveLength(1)
    expect(first.steps[0]).toMatchObject({ kind: 'item', fixedOrder: true })
    expect(itemsOf(first)[0]!.choices.map(({ text }) => text)).toEqual(['Số 1', 'Số 2', 'Số 3'])
    expect(rightOf(itemsOf(first)[0]!).text).toBe('Số 2')
    const taught = first.steps.map(({ text }) => text).join(' ')
    for (const word of ['«nghe»', '«to»', '«lại»', '«giúp»', '«thôi»', '«Ghim»'])
      expect(taught).toContain(word)
  })
})

describe('right answers give nothing away', () => {
  it('stand in more than one order over the lessons', () => {
    const orders = new Set(
      lessons.slice(1).map((lesson) =>
        itemsOf(lesson)
          .map(({ right }) => right)
          .join(''),
      ),
    )
    expect(orders.size).toBeGreaterThanOrEqual(4)
  })

  it('are not the shortest of their choices more often than the longest may be', () => {
    const telling = items
      .filter(({ fixedOrder }) => !fixedOrder)
      .filter((item) =>
        item.choices.every(
          ({ id, text }) => id === item.right || lengthOf(text) > lengthOf(rightOf(item).text),
        ),
      )
    expect(telling.length / items.length).toBeLessThanOrEqual(0.4)
  })
})

describe('words', () => {
  it('say what to do next time in the words that follow a wrong answer', () => {
    for (const { nextTime } of items) expect(nextTime).toMatch(/^Lần sau \{goi\} /)
  })

  it('have no clock that runs', () => {
    const all = texts.join('\n').toLowerCase()
    for (const never of ['đồng hồ', 'đếm ngược']) expect(all).not.toContain(never)
  })
})

describe('contacts', () => {
  it('never give the number of another region', () => {
    const electricity = curriculum.contacts.get('dien-luc')!
    expect(electricity.inProvince.get('Tây Ninh')).toBe('1900 1006 (có tính cước)')
    expect(electricity.inProvince.get('Thái Nguyên')).toBe('1900 6769 (có tính cước)')
    expect(electricity.elsewhere).not.toMatch(/\d/)
    expect(texts.join('\n')).not.toMatch(/1900|6769/)
  })
})
