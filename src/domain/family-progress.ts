import { takesSeenInLife } from './append.js'
import { dayNumber } from './calendar.js'
import { namesOf } from './called.js'
import type { Curriculum, Skill } from './curriculum.js'
import type { Viewing } from './family.js'
import type { Learner } from './learner.js'
import { type Mastery, dueOn, holdsOn } from './mastery.js'
import { openLessons } from './path.js'
import { type Phrase, say } from './screen.js'
import { isForCompanions } from './strand.js'
import { openTasks } from './turn/real-life.js'
import { underWay } from './turn/results.js'

/** What is read of a learner for a helper whom they let see; never what they wrote or chose. */
export type SeenByFamily = Pick<Learner, 'placeId' | 'finished' | 'realLifeDone' | 'mastery' | 'recognitions'>

/** So many skills are named in a sentence. */
const NAMED = 2
/** What wants a review within so many days is this week's. */
const WEEK_DAYS = 7
/** How not to take over, one at a time: `helping.tip.<n>`. */
const TIPS = 5

/**
 * How a learner gets on, in words a family can use: what they can do by themselves, what to repeat this week; and one
 * small thing to do together, with one line how not to take over. No numbers of the engine, nothing they got wrong.
 */
export function familyProgress(
  { called, learnerId }: Viewing,
  seen: SeenByFamily,
  curriculum: Curriculum,
  now: Date,
): { standing: Phrase[]; together: Phrase[] } {
  const day = dayNumber(now)
  const repeat = named(toRepeat(seen, curriculum, now))
  return {
    standing: [
      canLine(called, seen, curriculum, now),
      ...(repeat === null ? [] : [say('helping.progress.repeat', { skills: repeat })]),
    ],
    together: [
      togetherLine(called, seen, curriculum, now),
      tipAt(day + learnerId),
      say('helping.progress.read'),
    ],
  }
}

/** One line how to help without taking over; another one for each number. */
export const tipAt = (nth: number): Phrase => say(`helping.tip.${nth % TIPS}`)

function canLine(called: string, seen: SeenByFamily, curriculum: Curriculum, now: Date): Phrase {
  const can = canAlone(seen, curriculum, now)
  const skills = named(can)
  if (skills !== null) {
    const more = can.length - NAMED
    return more > 0
      ? say('helping.progress.can-more', { ...namesOf(called), skills, more })
      : say('helping.progress.can', { ...namesOf(called), skills })
  }
  const finished = lessonsOf(seen, curriculum)
  const last = finished.at(-1)
  return last === undefined
    ? say('helping.progress.begins', namesOf(called))
    : say('helping.progress.lessons', { ...namesOf(called), n: finished.length, title: { text: last.title } })
}

/** Done alone and not missed since, the newest first. */
function canAlone(seen: SeenByFamily, curriculum: Curriculum, now: Date): Skill[] {
  const day = dayNumber(now)
  const since = ({ held, doneOnceOn }: Mastery): number => held?.on ?? doneOnceOn ?? 0
  return underWay(seen, { curriculum, now })
    .filter(({ mastery }) => holdsOn(mastery, day) || (mastery.doneOnceOn !== null && mastery.missed === 0))
    .toSorted((one, other) => since(other.mastery) - since(one.mastery))
    .map(({ skill }) => skill)
}

/** What memory wants repeated within the week, the most urgent first. */
function toRepeat(seen: SeenByFamily, curriculum: Curriculum, now: Date): Skill[] {
  const before = dayNumber(now) + WEEK_DAYS
  const due = ({ mastery }: { mastery: Mastery }): number => dueOn(mastery) ?? Infinity
  return underWay(seen, { curriculum, now })
    .filter((one) => due(one) < before)
    .toSorted((one, other) => due(one) - due(other))
    .map(({ skill }) => skill)
}

/** «Giữ kín mã», or two of them; null for none. */
function named(skills: readonly Skill[]): Phrase | null {
  const [first, second] = skills.map(({ title }): Phrase => ({ text: title }))
  if (first === undefined) return null
  return second === undefined
    ? say('helping.progress.one', { first })
    : say('helping.progress.two', { first, second })
}

const lessonsOf = ({ finished }: SeenByFamily, { lessons }: Curriculum) =>
  finished.flatMap((id) => {
    const lesson = lessons.get(id)
    return lesson === undefined || lesson.id === '0' || isForCompanions(lesson) ? [] : [lesson]
  })

/** The Việc thật of the last lesson that was not done yet; else the next lesson. */
function togetherLine(called: string, seen: SeenByFamily, curriculum: Curriculum, now: Date): Phrase {
  const task = openTasks(seen, curriculum)[0]?.realLife ?? null
  if (task !== null) {
    // The lesson speaks to the learner, this line speaks of them: "bà" of "bà ngoại".
    const { called: goi, Called: Goi } = namesOf(called.split(' ')[0]!)
    const spoken = { text: task, with: { goi, Goi, xung: 'em', Xung: 'Em' } }
    return say('helping.progress.task', { called, task: spoken })
  }
  const next = openLessons(seen, curriculum, dayNumber(now)).find((lesson) => !isForCompanions(lesson))
  return next === undefined
    ? say('helping.progress.retell', namesOf(called))
    : say('helping.progress.next', { title: { text: next.title } })
}

/** The skills of which a helper's word about real life is taken today, those begun alone. */
export function skillsToSee({ mastery }: SeenByFamily, curriculum: Curriculum, now: Date): Skill[] {
  const day = dayNumber(now)
  return underWay({ mastery }, { curriculum, now })
    .filter((one) => takesSeenInLife(one.mastery, day, curriculum.rules.current))
    .map(({ skill }) => skill)
}
