import { expect, it } from 'vitest'
import { dayNumber } from '../../src/domain/calendar.js'
import type { Event } from '../../src/domain/events.js'
import type { EvidenceFact } from '../../src/domain/evidence.js'
import { observe } from '../../src/domain/turn/observe.js'
import { abandonOverdue } from '../../src/services/abandon.js'
import type { Known, OpenExercises } from '../../src/store/open-exercises.js'
import { DAY_MINUTES, twoPlans, walkToArea } from '../support/bot/two-plans.js'

const SHOWN: EvidenceFact = {
  kind: 'shown',
  exercise: 'goi/viec.0',
  type: 'task',
  counts: true,
  tells: true,
  placement: false,
  why: null,
}

it.each([
  ['nam', null, false],
  ['bac', null, true],
  [null, 'bac', true],
  [null, 'nam', false],
])('what is left open is read by the skills of the place %s, else of the plan %s', async (...given) => {
  const [placeId, plan, ends] = given
  const walk = walkToArea('nam')
  const world = { curriculum: walk.curriculum, now: walk.now }
  const { mastery, recognitions } = observe(walk.learner, 'goi', [SHOWN], world).learner
  walk.later(2 * DAY_MINUTES)
  const known: Known = { id: 7, placeId, mastery, recognitions }
  const events: Event[] = []
  const exercises: OpenExercises = {
    overdue: () => Promise.resolve([{ learnerId: 7, openAt: new Date(0) }]),
    close: (_, __, decide) => Promise.resolve(events.push(...decide(known)) > 0),
  }
  const deps = { exercises, curriculum: twoPlans, ...(plan === null ? {} : { defaultPlan: plan }) }
  expect(await abandonOverdue(deps, walk.now)).toBe(1)
  const today = dayNumber(walk.now)
  const ended = events.some(
    (event) =>
      event.kind === 'recognised' &&
      event.recognition.level === 'vung' &&
      event.recognition.validUntil === today,
  )
  expect(ended).toBe(ends)
})
