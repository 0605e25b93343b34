import { expect, it } from 'vitest'
import { dayNumber } from '../../src/domain/calendar.js'
import type { Event } from '../../src/domain/events.js'
import { abandonOverdue } from '../../src/services/abandon.js'
import type { Known, OpenExercises } from '../../src/store/open-exercises.js'
import { DAY_MINUTES, twoPlans, walkToArea } from '../support/bot/two-plans.js'

it.each([
  ['nam', null, null],
  ['bac', null, 'vung'],
  [null, 'bac', 'vung'],
  [null, 'nam', null],
])(
  'what is left open is read by the skills of the place %s, else of the plan %s',
  async (place, plan, ends) => {
    const walk = walkToArea('nam')
    walk.later(DAY_MINUTES).says('learn')
    walk.until(({ learner }) => Object.values(learner.mastery).some(({ open }) => open !== null))
    walk.later(2 * DAY_MINUTES)
    const { mastery, recognitions } = walk.learner
    const known: Known = { id: 7, placeId: place, mastery, recognitions }
    const events: Event[] = []
    const exercises: OpenExercises = {
      overdue: () => Promise.resolve([{ learnerId: 7, openAt: new Date(0) }]),
      close: (_, __, decide) => Promise.resolve(events.push(...decide(known)) > 0),
    }
    const deps = { exercises, curriculum: twoPlans, ...(plan === null ? {} : { defaultPlan: plan }) }
    expect(await abandonOverdue(deps, walk.now)).toBe(1)
    const ended = events.flatMap((event) =>
      event.kind === 'recognised' && event.recognition.validUntil === dayNumber(walk.now)
        ? [event.recognition.level]
        : [],
    )
    expect(ended.find((level) => level === 'vung') ?? null).toBe(ends)
  },
)
