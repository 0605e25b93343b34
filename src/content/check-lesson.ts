import { type Beliefs, checkMisconceptions, withThoughts } from './beliefs.js'
import { checkItem } from './check-item.js'
import { checkCan, checkText } from './check-text.js'
import { LIMITS, SHAPES } from './limits.js'
import { unexplainedIn } from './plain-words.js'
import type { CardFile, LessonFile } from './schema.js'
import type { Wording } from './wording.js'
import type { Report } from './yaml-file.js'

/** Checks one lesson by itself: its shape, its words, and the room its screens have. */
export function checkLesson(lesson: LessonFile, report: Report, wording: Wording, beliefs: Beliefs): void {
  checkHead(lesson, report, wording)
  checkShape(lesson, report)
  for (const { index, message } of unexplainedIn(lesson.steps.map(({ text }) => text)))
    report(['steps', index, 'text'], message)
  const seen = new Set<string>()
  lesson.steps.forEach((step, index) => {
    const at = ['steps', index]
    const id = 'item' in step ? step.item : step.card
    if (seen.has(id))
      report([...at, 'item' in step ? 'item' : 'card'], `the name ${id} stands twice in this lesson`)
    seen.add(id)
    if ('item' in step) {
      const skill = lesson.skill ?? null
      checkMisconceptions(step, skill, beliefs, at, report)
      checkItem(withThoughts(step, skill, beliefs), at, report, wording)
    } else {
      checkCard(step, at, report, wording)
    }
  })
}

function checkHead(lesson: LessonFile, report: Report, wording: Wording): void {
  const { title, can, recap } = lesson
  checkText(title, ['title'], report, { characters: LIMITS.titleCharacters, lines: 1 }, wording)
  checkText(can, ['can'], report, { characters: LIMITS.canCharacters, lines: 1 }, wording)
  checkCan(can, ['can'], report)
  if (!recap.startsWith('Hôm trước {goi} ')) report(['recap'], 'it must begin with "Hôm trước {goi} "')
  checkText(recap, ['recap'], report, { characters: LIMITS.recapCharacters, lines: 1, sentences: 1 }, wording)
  checkOutside(lesson, report, wording)
}

/** What a lesson says for outside the chat. */
function checkOutside({ area, real_life, tell_family }: LessonFile, report: Report, wording: Wording): void {
  const { realLifeCharacters, tellFamilyCharacters } = LIMITS
  for (const [field, text, characters] of [
    ['real_life', real_life, realLifeCharacters],
    ['tell_family', tell_family, tellFamilyCharacters],
  ] as const) {
    if (text !== undefined) checkText(text, [field], report, { characters, lines: 1, sentences: 2 }, wording)
    else if (area !== 'lam-quen') report([field], 'this field is missing')
  }
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

function checkCard(card: CardFile, at: readonly PropertyKey[], report: Report, wording: Wording): void {
  const room = { characters: LIMITS.cardCharacters, lines: LIMITS.cardLines }
  checkText(card.text, [...at, 'text'], report, room, wording)
  if (card.on_web !== undefined) checkText(card.on_web, [...at, 'on_web'], report, room, wording)
}
