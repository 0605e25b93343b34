import { createHash } from 'node:crypto'
import { type Day, dayNumber } from '../domain/calendar.js'
import type { Curriculum } from '../domain/curriculum.js'
import { LEVELS, type Level, type Picture } from '../domain/exercise.js'
import { shownBy } from './shown.js'

/**
 * The version of all that is drawn beside the content: look, fonts, and the words of `locales/` in pictures.
 * Phones keep a picture by its name for ever, so a change needs a new number; a test notices it.
 */
export const LAYOUT = 1

const FIRST_DAY = dayNumber(new Date('2026-01-01'))

/**
 * The stable name of a picture, fit for an address and a file: `tap.giu-ma_xin-ma.3.0.` or
 * `giay.lam-chac.giu-ma.20781.` and 12 hex digits that change with what is drawn. A picture of something that
 * the curriculum does not have gets a name that {@link pictureOf} refuses.
 */
export function pictureName(picture: Picture, curriculum: Curriculum): string {
  const stem = stemOf(picture)
  const drawn = JSON.stringify([LAYOUT, stem, shownBy(picture, curriculum)])
  return `${stem}.${createHash('sha256').update(drawn).digest('hex').slice(0, 12)}`
}

function stemOf(picture: Picture): string {
  if (picture.kind === 'task') return `tap.${picture.exercise.replace('/', '_')}.${picture.step}`
  const subject = picture.subject === '' ? '' : `.${picture.subject}`
  return `giay.${picture.level}${subject}.${picture.day}`
}

const TASK = /^tap\.([\w-]+)_([\w.-]+)\.(\d{1,2})\.[0-9a-f]{12}$/
const PAPER = new RegExp(`^giay\\.(${LEVELS.join('|')})(?:\\.([\\w-]+))?\\.(\\d{5})\\.[0-9a-f]{12}$`)

/**
 * The picture of a name that {@link pictureName} gives today, and null for every other: of other content or
 * layout, or of a day before 2026 or after `today`.
 */
export function pictureOf(name: string, curriculum: Curriculum, today: Day): Picture | null {
  const picture = read(name)
  if (picture === null || shownBy(picture, curriculum) === null) return null
  if (picture.kind === 'paper' && (picture.day < FIRST_DAY || picture.day > today)) return null
  return pictureName(picture, curriculum) === name ? picture : null
}

function read(name: string): Picture | null {
  const task = TASK.exec(name)
  if (task !== null) return { kind: 'task', exercise: `${task[1]}/${task[2]}`, step: Number(task[3]) }
  const paper = PAPER.exec(name)
  if (paper === null) return null
  const [, level, subject = '', day] = paper
  return { kind: 'paper', level: level as Level, subject, day: Number(day) }
}
