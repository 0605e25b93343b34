import type { Curriculum } from '../curriculum.js'
import { type Option, type Phrase, type Screen, say } from '../screen.js'
import type { Mode } from '../session.js'
import { isForCompanions } from '../strand.js'
import { NEXT, linesOf, toNext } from './item.js'

export type RealLifeMode = Extract<Mode, { kind: 'real-life' }>

const CARD: Option = { id: 'cmd:card', label: say('card.label'), words: ['xem the', 'the', 'co'] }

/** What stands after a lesson: what one can do now and what to try outside; then perhaps the card for the wall. */
export function realLifeScreen(mode: RealLifeMode, { lessons, card }: Curriculum): Screen {
  if (mode.card === true) return { lines: linesOf(card.offer), options: [NEXT, CARD] }
  const lesson = lessons.get(mode.lessonId)!
  const report: Phrase[] = isForCompanions(lesson) ? [] : [say('real-life.report')]
  const task = say('real-life.task', { task: { text: lesson.realLife ?? '' } })
  return toNext([say('finish.can', { can: { text: lesson.can } }), task, ...report])
}
