import { describe, expect, it } from 'vitest'
import type { Exercise } from '../../src/domain/exercise.js'
import type { ExerciseMode } from '../../src/domain/session.js'
import { createMind } from '../../src/simulation/mind.js'
import { NOTICED_WHEN_ASKED, PROFILES, type ProfileName } from '../../src/simulation/profile.js'
import { createPupil, liveDay } from '../../src/simulation/pupil.js'
import { luckFrom, seedOf } from '../../src/simulation/random.js'
import { type Seat, type Sight, enrolledLearner, restingSession } from '../../src/simulation/seat.js'
import { curriculum } from '../support/bot/content.js'

const MORNING = new Date('2026-01-05T01:00:00Z')
const DAY = 20_458
const SKILLS = [...curriculum.skills.values()].filter(({ area }) => area === 'tu-bao-ve').map(({ id }) => id)
const EXERCISES = SKILLS.flatMap((skill) => curriculum.exercisesOf.get(skill)!)

/** One thing asked: a question, or one screen of a task. */
interface Sheet {
  exercise: Exercise
  step: number
  right: string
  choices: string[]
}

const sheetsOf = (exercise: Exercise): Sheet[] =>
  (exercise.type === 'task' ? exercise.steps : [exercise.item]).map(({ right, choices }, step) => {
    return { exercise, step, right, choices: choices.map(({ id }) => id) }
  })
const QUESTIONS = EXERCISES.filter(({ type }) => type === 'question').map(sheetsOf)
const TASKS = EXERCISES.filter(({ type }) => type === 'task').map(sheetsOf)

const RESTING: Sight = {
  learner: enrolledLearner(1, curriculum),
  session: restingSession(MORNING),
  prompt: null,
}

function sightOf({ exercise, step, right, choices }: Sheet, asking: string | null): Sight {
  const mode: ExerciseMode = {
    kind: 'exercise',
    exercise: exercise.key,
    why: { kind: 'review' },
    as: 'alone',
    step,
    misses: 0,
    missed: false,
    order: null,
    answered: null,
    asking,
    reached: [],
  }
  const ids = asking === null ? choices : ['sure', 'other']
  const options = ids.map((id) => ({ id, label: { text: id } }))
  const item = asking === null ? { exercise: exercise.key, step, right, nth: 1 } : null
  return {
    ...RESTING,
    session: { ...RESTING.session, mode },
    prompt: { stamp: '', options, item, openedAt: MORNING },
  }
}

/** Puts one sheet after the other, each for the first time, whatever was answered; `last` is told each answer. */
function examination(sheets: readonly Sheet[], putsBack: boolean, last: (choice: string) => void): Seat {
  let at = -1
  let asking: string | null = null
  const seat: Seat = {
    sight: RESTING,
    send(input) {
      if (input.kind === 'choose' && putsBack && asking === null) asking = input.option
      else if (input.kind === 'choose') {
        last(asking === null || input.option === 'other' ? input.option : asking)
        asking = null
      }
      if (asking === null) at++
      seat.sight = at < sheets.length ? sightOf(sheets[at]!, asking) : RESTING
    },
  }
  return seat
}

/** The right and wrong answers to so many exercises, each a list of its sheets. */
async function answered(
  name: ProfileName,
  kinds: readonly Sheet[][],
  many: number,
  putsBack = false,
  all: string[] = [],
) {
  const profile = PROFILES[name]
  const luckFor = (part: string) => luckFrom(seedOf('pupil', name, part))
  const pupil = createPupil(profile, createMind(profile, [SKILLS], DAY, luckFor), luckFor('answers'))
  const answers: boolean[][] = []
  const perDay = 40
  for (let done = 0; done < many; done += perDay) {
    const put = Array.from({ length: perDay }, (_, nth) => kinds[(done + nth) % kinds.length]!)
    const chosen: string[] = []
    const seat = examination(put.flat(), putsBack, (choice) => chosen.push(choice))
    await liveDay(seat, pupil, curriculum, MORNING, 1_000, () => undefined)
    all.push(...chosen)
    answers.push(...put.map((sheets) => sheets.map(({ right }) => chosen.shift() === right)))
  }
  return answers
}

/** How many standard deviations it is from so many happenings of those chances. */
function deviations(happened: readonly boolean[], chances: readonly number[]): number {
  if (happened.length !== chances.length) throw new Error('each happening has a chance')
  const expected = chances.reduce((sum, chance) => sum + chance, 0)
  const variance = chances.reduce((sum, chance) => sum + chance * (1 - chance), 0)
  return Math.abs(happened.filter(Boolean).length - expected) / Math.sqrt(variance)
}

/** The same when each has the same chance. */
const deviationsFrom = (chance: number, happened: readonly boolean[]): number =>
  deviations(
    happened,
    happened.map(() => chance),
  )

const missed = (answers: readonly boolean[][]): boolean[] => answers.map((all) => all.includes(false))

describe('who knows', () => {
  it.each(['already-proficient', 'slips-often'] as const)('slips as %s is declared to', async (name) => {
    const { slip } = PROFILES[name]
    expect(deviationsFrom(slip.question, missed(await answered(name, QUESTIONS, 2000)))).toBeLessThan(4)
    // Declared for a whole task, whatever its number of screens.
    expect(deviationsFrom(slip.task, missed(await answered(name, TASKS, 1000)))).toBeLessThan(4)
  })

  it('notices half of the slips when asked, and doubts nothing that was right', async () => {
    const { question } = PROFILES['slips-often'].slip
    const choices: string[] = []
    const answers = await answered('slips-often', QUESTIONS, 2000, true, choices)
    const doubted = choices.map((choice) => choice === 'other')
    expect(deviationsFrom(question * NOTICED_WHEN_ASKED, doubted)).toBeLessThan(4)
    expect(deviationsFrom(question, missed(answers))).toBeLessThan(4)
  })
})

describe('who does not know', () => {
  const guessed = async (
    name: ProfileName,
    kinds: readonly Sheet[][],
    chance: (choices: number) => number,
  ) => {
    const answers = await answered(name, kinds, 600)
    const sheets = answers.flatMap((_, nth) => kinds[nth % kinds.length]!)
    return deviations(
      answers.flat(),
      sheets.map(({ choices }) => chance(choices.length)),
    )
  }

  it.each([
    ['questions', QUESTIONS],
    ['tasks', TASKS],
  ] as const)(
    'hits in %s any choice alike as a random clicker, any but one wrong one as an eliminator',
    async (_, kinds) => {
      expect(await guessed('random-clicker', kinds, (choices) => 1 / choices)).toBeLessThan(4)
      expect(await guessed('eliminator', kinds, (choices) => 1 / (choices - 1))).toBeLessThan(4)
    },
  )

  it('misses in knows-3-of-4 as an eliminator does, and only one skill of four', async () => {
    const answers = await answered('knows-3-of-4', QUESTIONS, 2000)
    const wrongOf = (skill: string): number => {
      const own = answers.filter((_, nth) => QUESTIONS[nth % QUESTIONS.length]![0]!.exercise.skill === skill)
      return missed(own).filter(Boolean).length / own.length
    }
    const shares = SKILLS.map(wrongOf).toSorted((one, other) => one - other)
    expect(shares.slice(0, 3).every((share) => share < 0.2)).toBe(true)
    expect(shares[3]).toBeGreaterThan(0.35)
  })
})
