import { LIMITS, SHAPES } from './limits.js'
import type { CardFile, ItemFile, LessonFile } from './schema.js'
import { lengthOf, sentencesOf, wordingProblems } from './wording.js'
import type { Report } from './yaml-file.js'

/** The lesson that explains the short form OTP. */
const EXPLAINS_ABBREVIATIONS = '3.1'

/** Checks one lesson by itself: its shape, its words, and the room its screens have. */
export function checkLesson(lesson: LessonFile, report: Report): void {
  checkHead(lesson, report)
  checkShape(lesson, report)
  const seen = new Set<string>()
  lesson.steps.forEach((step, index) => {
    const at = ['steps', index]
    const id = 'item' in step ? step.item : step.card
    if (seen.has(id))
      report([...at, 'item' in step ? 'item' : 'card'], `the name ${id} stands twice in this lesson`)
    seen.add(id)
    if ('item' in step) checkItem(step, at, lesson.id, report)
    else checkCard(step, at, lesson.id, report)
  })
}

function checkHead(lesson: LessonFile, report: Report): void {
  const { title, can, recap } = lesson
  checkText(title, ['title'], lesson.id, report, { characters: LIMITS.titleCharacters, lines: 1 })
  checkText(can, ['can'], lesson.id, report, { characters: LIMITS.canCharacters, lines: 1 })
  checkText(recap, ['recap'], lesson.id, report, { characters: LIMITS.recapCharacters, lines: 1 })
  if (/^[\p{Lu}{]/u.test(can) || can.endsWith('.')) {
    report(['can'], 'it goes on after "{Goi} …": a small letter first and no full stop')
  }
  if (!recap.startsWith('Hôm trước {goi} ')) report(['recap'], 'it must begin with "Hôm trước {goi} "')
  oneSentence(recap, ['recap'], report)
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

function checkCard(card: CardFile, at: PropertyKey[], lessonId: string, report: Report): void {
  const room = { characters: LIMITS.cardCharacters, lines: LIMITS.cardLines }
  checkText(card.text, [...at, 'text'], lessonId, report, room)
  if (card.on_web !== undefined) checkText(card.on_web, [...at, 'on_web'], lessonId, report, room)
}

function checkItem(item: ItemFile, at: PropertyKey[], lessonId: string, report: Report): void {
  checkText(item.text, [...at, 'text'], lessonId, report, { lines: LIMITS.itemLines })
  for (const field of ['why', 'next_time'] as const) {
    checkText(item[field], [...at, field], lessonId, report, { lines: 1 })
    oneSentence(item[field], [...at, field], report)
  }
  const shown = [item.text, ...item.choices.map(({ text }) => text)].reduce(
    (sum, text) => sum + lengthOf(text),
    0,
  )
  if (shown > LIMITS.itemCharacters) {
    report(
      [...at, 'text'],
      `with its choices it has ${shown} characters, at most ${LIMITS.itemCharacters} are allowed`,
    )
  }
  checkChoices(item, at, lessonId, report)
}

function checkChoices(item: ItemFile, at: PropertyKey[], lessonId: string, report: Report): void {
  const right = item.choices.find(({ id }) => id === item.right)
  if (right === undefined) report([...at, 'right'], `there is no choice ${item.right}`)
  item.choices.forEach((choice, index) => {
    const here = [...at, 'choices', index]
    checkText(choice.text, [...here, 'text'], lessonId, report, {
      characters: LIMITS.choiceCharacters,
      lines: 1,
    })
    if (choice.text.endsWith('.')) report([...here, 'text'], 'a choice ends without a full stop')
    const before = item.choices.slice(0, index)
    if (before.some(({ id }) => id === choice.id))
      report([...here, 'id'], `the choice ${choice.id} stands twice`)
    if (before.some(({ text }) => sameWords(text, choice.text))) {
      report([...here, 'text'], `the choice "${choice.text}" stands twice`)
    }
    if (right === undefined) return
    if (choice === right) {
      if (choice.thought !== undefined) report([...here, 'thought'], 'only a wrong choice has a thought')
      return
    }
    checkThought(item, choice, here, right.text, lessonId, report)
  })
}

function checkThought(
  item: ItemFile,
  choice: ItemFile['choices'][number],
  here: PropertyKey[],
  rightText: string,
  lessonId: string,
  report: Report,
): void {
  const { thought } = choice
  if (thought === undefined) {
    report([...here, 'thought'], 'a wrong choice needs the thought that was right behind it')
    return
  }
  checkText(thought, [...here, 'thought'], lessonId, report, { lines: 1 })
  oneSentence(thought, [...here, 'thought'], report)
  const kindness = lengthOf(thought) + lengthOf(item.why) + lengthOf(item.next_time)
  const answer = kindness + lengthOf(choice.text) + lengthOf(rightText)
  if (kindness > LIMITS.kindnessCharacters) {
    const most = `at most ${LIMITS.kindnessCharacters} are allowed`
    report([...here, 'thought'], `with why and next_time it has ${kindness} characters, ${most}`)
  } else if (answer > LIMITS.answerCharacters) {
    const most = `at most ${LIMITS.answerCharacters} are allowed`
    report([...here, 'thought'], `with why, next_time and both choices it has ${answer} characters, ${most}`)
  }
}

const sameWords = (one: string, other: string): boolean =>
  one.toLocaleLowerCase('vi').replace(/\s+/g, ' ') === other.toLocaleLowerCase('vi').replace(/\s+/g, ' ')

function oneSentence(text: string, at: PropertyKey[], report: Report): void {
  const count = sentencesOf(text).length
  if (count !== 1) report(at, `it has ${count} sentences, it must be one`)
}

function checkText(
  text: string,
  at: PropertyKey[],
  lessonId: string,
  report: Report,
  room: { characters?: number; lines: number },
): void {
  for (const message of wordingProblems(text, lessonId === EXPLAINS_ABBREVIATIONS)) report(at, message)
  const lines = text.split('\n').length
  if (lines > room.lines) report(at, `it has ${lines} lines, at most ${room.lines} are allowed`)
  const characters = lengthOf(text)
  if (room.characters !== undefined && characters > room.characters) {
    report(at, `it has ${characters} characters, at most ${room.characters} are allowed`)
  }
}
