import { describe, expect, it } from 'vitest'
import type { ExerciseMode } from '../../src/domain/session.js'
import { exerciseView } from '../../src/domain/turn/exercise-screens.js'
import { curriculum, words } from '../support/bot/content.js'

const tasks = [...curriculum.exercises.values()].filter(({ type }) => type === 'task')

const MODE: ExerciseMode = {
  kind: 'exercise',
  exercise: '',
  why: { kind: 'practice' },
  as: 'alone',
  step: 0,
  misses: 0,
  missed: false,
  order: null,
  answered: null,
  asking: null,
  reached: [],
}

describe('the first screen of every task', () => {
  it.each(['shown', 'together', 'alone'] as const)('says that no real account is needed (%s)', (as) => {
    expect(tasks.length).toBeGreaterThan(0)
    for (const { key } of tasks) {
      const { lines } = exerciseView({ ...MODE, exercise: key, as }, curriculum).screen
      const said = lines.map((line) => words.say(line, { formOfAddress: 'chu', region: 'nam' })).join(' ')
      expect(said).toContain('không cần tài khoản thật')
    }
  })
})
