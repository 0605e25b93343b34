import type { Curriculum } from '../../src/domain/curriculum.js'
import type { Event } from '../../src/domain/events.js'
import type { EvidenceFact } from '../../src/domain/evidence.js'
import type { Exercise, ExerciseType } from '../../src/domain/exercise.js'
import { type Showing, shownFact } from '../../src/domain/countable.js'
import { dayNumber } from '../../src/domain/calendar.js'
import type { Learner } from '../../src/domain/learner.js'
import { newMastery } from '../../src/domain/mastery.js'
import { observe } from '../../src/domain/turn/observe.js'
import type { Inbox } from '../../src/store/store.js'
import { RULES } from '../support/rule.js'
import { exerciseOf, morning } from '../support/skill-log.js'
import { enrolled, outcome } from './fixtures.js'
import { pickedUp, wholeTurn } from './opened-store.js'

export const SKILLS = ['giu-ma', 'nhan-gia-danh', 'dat-hang']
const TYPES: ExerciseType[] = ['question', 'pair', 'task']
const exercises: Exercise[] = TYPES.flatMap((type) =>
  Array.from({ length: 60 }, (_, nth) => exerciseOf(type, nth + 1)),
)

const skills = new Map(
  SKILLS.map((id) => {
    const area = id === 'dat-hang' ? 'mua-sam' : 'tu-bao-ve'
    return [
      id,
      {
        id,
        area,
        title: `Việc ${id}`,
        can: id,
        safetyCritical: id === 'giu-ma',
        requires: [],
        misconceptions: [],
      },
    ]
  }),
)

/** Two areas with three skills, all of whose exercises look alike. */
export const CURRICULUM: Curriculum = {
  lessons: new Map(),
  path: [],
  places: [],
  areas: [
    { id: 'tu-bao-ve', name: 'Tự bảo vệ mình' },
    { id: 'mua-sam', name: 'Mua sắm trực tuyến' },
  ],
  plans: [],
  skills,
  allSkills: skills,
  exercises: new Map(exercises.map((one) => [one.key, one])),
  exercisesOf: new Map(SKILLS.map((id) => [id, exercises])),
  scams: new Map(),
  contacts: new Map(),
  lexicon: new Map(),
  asked: { lessons: new Map(), elsewhere: [] },
  card: { title: '', intro: '', rows: [], threeWords: '', meaning: '', caution: '', offer: '' },
  rules: RULES,
}

const ALONE: Showing = { guided: false, placement: false, helper: false, leaks: false }

/** What an exercise shown to this learner will move. */
export const shownTo = (
  learner: Learner,
  skill: string,
  exercise: Exercise,
  at: Date,
  showing: Showing = ALONE,
): EvidenceFact => {
  const mastery = learner.mastery[skill] ?? newMastery(RULES.current)
  return shownFact(exercise, mastery, showing, dayNumber(at), RULES.current)
}

/** The events of observing these facts of a learner. */
export const seenOf = (learner: Learner, skill: string, facts: readonly EvidenceFact[], at: Date): Event[] =>
  observe(learner, skill, facts, { curriculum: CURRICULUM, now: at }).events

/** Enrols somebody; their learner. */
export async function enrol(inbox: Inbox, address = 'an'): Promise<Learner> {
  await wholeTurn(inbox, { events: [enrolled()] }, address)
  return learnerAt(inbox, morning(0), address)
}

async function learnerAt(inbox: Inbox, at: Date, address: string): Promise<Learner> {
  const turn = await pickedUp(inbox, address, at)
  await inbox.save(turn, outcome({ replies: [] }), at)
  return turn.learner!
}

/** A whole turn that observes what `facts` makes of the learner as loaded. */
export async function seen(
  inbox: Inbox,
  skill: string,
  facts: (learner: Learner) => readonly EvidenceFact[],
  at: Date,
  address = 'an',
): Promise<Event[]> {
  const turn = await pickedUp(inbox, address, at)
  const events = seenOf(turn.learner!, skill, facts(turn.learner!), at)
  await inbox.save(turn, outcome({ events, replies: [] }), at)
  return events
}

let variants = 0

/** Puts an unseen exercise on the morning of a day, and gives the first answer a minute later. */
export async function asked(
  inbox: Inbox,
  skill: string,
  day: number,
  type: ExerciseType,
  right: boolean,
  address = 'an',
): Promise<void> {
  await shown(inbox, skill, morning(day), type, address)
  const soon = new Date(morning(day).getTime() + 60_000)
  await seen(inbox, skill, () => [{ kind: 'answered', right }], soon, address)
}

export async function shown(
  inbox: Inbox,
  skill: string,
  at: Date,
  type: ExerciseType = 'task',
  address = 'an',
): Promise<void> {
  const exercise = exerciseOf(type, (variants++ % 60) + 1)
  await seen(inbox, skill, (learner) => [shownTo(learner, skill, exercise, at)], at, address)
}

/** Answers right until the skill is recognised on day 8 after the first day. */
export async function masters(inbox: Inbox, skill: string, from = 0, address = 'an'): Promise<void> {
  await asked(inbox, skill, from, 'task', true, address)
  await asked(inbox, skill, from + 1, 'task', true, address)
  await asked(inbox, skill, from + 8, 'task', true, address)
}
