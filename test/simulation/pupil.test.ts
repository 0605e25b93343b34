import { describe, expect, it } from 'vitest'
import type { Exercise } from '../../src/domain/exercise.js'
import type { ExerciseMode } from '../../src/domain/session.js'
import { createMind } from '../../src/simulation/mind.js'
import { PROFILES, type ProfileName } from '../../src/simulation/profile.js'
import { createPupil, liveDay } from '../../src/simulation/pupil.js'
import { luckFrom, seedOf } from '../../src/simulation/random.js'
import { type Seat, type Sight, enrolledLearner, restingSession } from '../../src/simulation/seat.js'
import { curriculum } from '../support/bot/content.js'

const MORNING = new Date('2026-01-05T01:00:00Z')
const SKILL = 'giu-ma'
const EXERCISES = curriculum.exercisesOf.get(SKILL)!
const QUESTIONS = EXERCISES.filter(({ type }) => type === 'question')
const TASKS = EXERCISES.filter(({ type }) => type === 'task')

interface Answered {
  exercise: Exercise
  step: number
  right: boolean
  asked: boolean
}

/** A seat that puts one exercise after the other, alone, and goes on after each answer; every screen of a task. */
function examination(exercises: readonly Exercise[], putsBack: boolean) {
  const answers: Answered[] = []
  let nth = 0
  let step = 0
  const sightOf = (asking: string | null): Sight => {
    const exercise = exercises[nth % exercises.length]!
    const asked = exercise.type === 'task' ? exercise.steps[step]! : exercise.item
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
    const ids = asking === null ? asked.choices.map(({ id }) => id) : ['sure', 'other']
    return {
      learner: enrolledLearner(1, curriculum),
      session: { ...restingSession(MORNING), mode },
      prompt: {
        stamp: '',
        options: ids.map((id) => ({ id, label: { text: id } })),
        item: asking === null ? { exercise: exercise.key, step, right: asked.right, nth: 1 } : null,
        openedAt: MORNING,
      },
    }
  }
  let isOpen = false
  const goOn = (exercise: Exercise): void => {
    const isLast = exercise.type !== 'task' || step + 1 === exercise.steps.length
    if (isLast) nth++
    step = isLast ? 0 : step + 1
  }
  const seat: Seat = {
    sight: { ...sightOf(null), prompt: null },
    send(input) {
      if (isOpen && input.kind === 'choose') {
        const { session, prompt } = seat.sight
        const { asking } = session.mode as ExerciseMode
        const exercise = exercises[nth % exercises.length]!
        const right = (asking === null ? prompt!.item! : rightOf(exercise, step)).right
        if (putsBack && asking === null) {
          seat.sight = sightOf(input.option)
          return
        }
        const isRight = input.option === right || asking === right
        answers.push({ exercise, step, right: isRight, asked: input.option === 'other' })
        goOn(exercise)
      }
      isOpen = true
      seat.sight = answers.length % 300 === 299 ? { ...seat.sight, prompt: null } : sightOf(null)
      if (seat.sight.prompt === null) answers.push(answers.at(-1)!)
    },
  }
  return { seat, answers }
}

const rightOf = (exercise: Exercise, step: number): { right: string } =>
  exercise.type === 'task' ? exercise.steps[step]! : exercise.item
