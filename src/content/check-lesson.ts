import { checkItem } from './check-item.js'
import { checkCan, checkText } from './check-text.js'
import { LIMITS, SHAPES } from './limits.js'
import type { CardFile, LessonFile } from './schema.js'
import type { Report } from './yaml-file.js'

/** The lesson that explains the short form OTP. */
const EXPLAINS_ABBREVIATIONS = '3.1'

/** Checks one lesson by itself: its shape, its words, and the room its screens have. */
export function checkLesson(lesson: LessonFile, report: Report): void {
  const explains = lesson.id === EXPLAINS_ABBREVIATIONS
  checkHead(lesson, report, explains)
  checkShape(lesson, report)
  const seen = new Set<string>()
  lesson.steps.forEach((step, index) => {
    const at = ['steps', index]
    const id = 'item' in step ? step.item : step.card
    if (seen.has(id))
      report([...at, 'item' in step ? 'item' : 'card'], `the name ${id} stands twice in this lesson`)
    seen.add(id)
    if ('item' in step) checkItem(step, at, report, explains)
    else checkCard(step, at, report, explains)
  })
}

function checkHead(lesson: LessonFile, report: Report, explains: boolean): void {
  const { title, can, recap } = lesson
  checkText(title, ['title'], report, { characters: LIMITS.titleCharacters, lines: 1 }, explains)
  checkText(can, ['can'], report, { characters: LIMITS.canCharacters, lines: 1 }, explains)
  checkCan(can, ['can'], report)
  if (!recap.startsWith('Hôm trước {goi} ')) report(['recap'], 'it must begin with "Hôm trước {goi} "')
  checkText(
    recap,
    ['recap'],
    report,
    { characters: LIMITS.recapCharacters, lines: 1, sentences: 1 },
    explains,
  )
}

function checkShape(lesson: LessonFile, report: Report): void {
  const shape = SHAPES[lesson.area === 'lam-quen' ? 'lam-quen' : 'lesson']
  const items = lesson.steps.filter((step) => 'item' in step).length
  const cards = lesson.steps.length - items
  for (const [kind, count, [least, most]] of [
    ['cards', cards, shape.cards],
    ['items', items, shape.items],
  ] as const) {
    if (count < least || count > most) {
      const wanted = least === most ? `${least}` : `${least} to ${most}`
      report(['steps'], `the lesson has ${count} ${kind}, it needs ${wanted}`)
    }
  }
  if (lesson.area !== 'lam-quen' && 'item' in lesson.steps[0]!)
    report(['steps', 0], 'a lesson begins with a card')
}

function checkCard(card: CardFile, at: readonly PropertyKey[], report: Report, explains: boolean): void {
  const room = { characters: LIMITS.cardCharacters, lines: LIMITS.cardLines }
  checkText(card.text, [...at, 'text'], report, room, explains)
  if (card.on_web !== undefined) checkText(card.on_web, [...at, 'on_web'], report, room, explains)
}
