import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { loadCurriculum } from '../../src/content/load.js'
import { atLongest, lengthOf, sentencesOf } from '../../src/content/wording.js'
import type { Item, Lesson } from '../../src/domain/curriculum.js'

const curriculum = loadCurriculum(fileURLToPath(new URL('../../content', import.meta.url)))
const lessons = curriculum.path.map((id) => curriculum.lessons.get(id)!)
const itemsOf = (lesson: Lesson) => lesson.steps.filter((step): step is Item => step.kind === 'item')
const items = lessons.flatMap(itemsOf)
const shuffledItems = items.filter((item) => !item.fixedOrder)
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

describe('the first path', () => {
  it('has the lessons in the order that was decided', () => {
    expect(curriculum.path).toEqual([
      '0',
      '5.1',
      '4.1',
      '5.2',
      '3.1',
      '4.2',
      '3.2',
      '1.1',
      '1.2',
      '1.3',
      '4.3',
      '4.4',
      '3.3',
      '4.9',
    ])
  })

  it('lets 4.9 be learned without lessons that are not there yet', () => {
    expect(curriculum.lessons.get('4.9')!.requires).toEqual(['4.1'])
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

  it.each(lessons.slice(1).map((lesson) => [lesson.id, lesson] as const))(
    '%s shows a card first, tests nothing before the first card, and ends its items within the lesson',
    (_, lesson) => {
      expect(lesson.steps[0]!.kind).toBe('card')
      expect(itemsOf(lesson)).toHaveLength(3)
      const cards = lesson.steps.length - 3
      expect(cards).toBeGreaterThanOrEqual(4)
      expect(cards).toBeLessThanOrEqual(6)
      const kinds = lesson.steps.map(({ kind }) => kind).join(' ')
      expect(kinds).not.toContain('item item')
    },
  )
})

describe('right answers give nothing away', () => {
  it('stand in every position about equally often', () => {
    for (const position of [0, 1, 2]) {
      const share =
        shuffledItems.filter((item) => item.choices[position]!.id === item.right).length /
        shuffledItems.length
      expect(share).toBeGreaterThan(0.25)
      expect(share).toBeLessThan(0.42)
    }
  })

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

  it.each([
    ['longest', (right: number, other: number) => other < right],
    ['shortest', (right: number, other: number) => other > right],
  ])('are the %s of their choices no more often than by chance', (_, beats) => {
    const telling = shuffledItems.filter((item) =>
      item.choices.every(
        (choice) => choice.id === item.right || beats(lengthOf(rightOf(item).text), lengthOf(choice.text)),
      ),
    )
    expect(telling.length / shuffledItems.length).toBeLessThanOrEqual(1 / 3)
  })
})

describe('words', () => {
  it('fit their screens at the longest form of address', () => {
    for (const lesson of lessons) {
      for (const step of lesson.steps) {
        const lines = step.text.split('\n')
        expect(lines.length).toBeLessThanOrEqual(3)
        const shown =
          step.kind === 'item' ? step.choices.reduce((sum, { text }) => sum + lengthOf(text), 0) : 0
        expect(lengthOf(step.text) + shown).toBeLessThanOrEqual(300)
      }
    }
  })

  it('keep every sentence within 14 words', () => {
    const longest = texts.flatMap(sentencesOf).map((sentence) => sentence.split(/\s+/).length)
    expect(Math.max(...longest)).toBeLessThanOrEqual(14)
  })

  it('leave room for the five parts of kindness', () => {
    for (const item of items) {
      for (const { id, text, thought } of item.choices) {
        expect(lengthOf(text)).toBeLessThanOrEqual(45)
        if (id === item.right) continue
        expect(lengthOf(thought!) + lengthOf(item.why) + lengthOf(item.nextTime)).toBeLessThanOrEqual(200)
        expect(item.nextTime).toMatch(/^Lần sau \{goi\} /)
      }
    }
  })

  it('have no clock that runs, no line of navigation, and no name for the learner but the chosen one', () => {
    const all = atLongest(texts.join('\n')).toLowerCase()
    for (const never of [
      'đồng hồ',
      'đếm ngược',
      ' giây',
      'gõ 1 để',
      'bạn',
      'quý vị',
      'hết hạn',
      'chứng chỉ',
    ]) {
      expect(all).not.toContain(never)
    }
  })

  it('show no toll number and no number but the emergency ones', () => {
    const all = texts.join('\n')
    expect(all).not.toMatch(/1[89]00/)
    const phoneLike = all.match(/(?<![\d.+−])\d{3,}(?!\d|\.\d| ?\{nghin\}|»)/g) ?? []
    expect(new Set(phoneLike)).toEqual(new Set(['113', '123456', '300']))
  })

  it('never use "con" or "cháu" for somebody else than the one who speaks', () => {
    // In the South the program calls itself con, in the North cháu: "kể cho con" would mean itself.
    const strangers = texts.filter((text) => /(?<![\p{L}])(con|cháu)(?![\p{L}])(?! số)/iu.test(text))
    expect(strangers).toEqual([])
  })
})
