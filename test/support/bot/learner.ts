import type { Event } from '../../../src/domain/events.js'
import type { Learner, Region } from '../../../src/domain/learner.js'
import { isOfficerEvent } from '../../../src/domain/officer-events.js'
import { isFamilyEvent, isOwnDataEvent, isProfileEvent } from '../../../src/domain/family-events.js'

export const strangerIn = (region: Region): Learner => ({
  id: null,
  formOfAddress: null,
  region,
  placeId: null,
  birthYear: null,
  learningTime: null,
  daysLearned: 0,
  lastDay: null,
  asked: [],
  consents: {},
  finished: [],
  realLifeDone: [],
  mastery: {},
  recognitions: [],
  firstArea: null,
  laterAreas: [],
})

/** The learner as the store gives it back after these events; null when nobody is kept. */
export const learnerAfter = (
  learner: Learner | null,
  events: readonly Event[],
  region: Region,
): Learner | null => events.reduce<Learner | null>((kept, event) => afterEvent(kept, event, region), learner)

function afterEvent(learner: Learner | null, event: Event, region: Region): Learner | null {
  if (event.kind === 'enrolled') {
    const { formOfAddress, finished } = event
    return {
      ...strangerIn(region),
      id: 7,
      formOfAddress,
      region: event.region,
      finished,
      consents: { learning: true },
    }
  }
  if (learner === null || event.kind === 'erased') return null
  if (isOfficerEvent(event) || isFamilyEvent(event) || isProfileEvent(event) || isOwnDataEvent(event))
    return learner
  switch (event.kind) {
    case 'consented':
      return { ...learner, consents: { ...learner.consents, [event.purpose]: event.given } }
    case 'profile-changed':
      return { ...learner, ...event.set }
    case 'asked':
      return { ...learner, asked: [...new Set([...learner.asked, event.question])] }
    case 'lesson-finished':
      return { ...learner, finished: [...new Set([...learner.finished, event.lessonId])] }
    case 'real-life-done':
      return { ...learner, realLifeDone: [...new Set([...learner.realLifeDone, event.lessonId])] }
    case 'day-learned':
      return { ...learner, daysLearned: learner.daysLearned + 1, lastDay: event.day }
    case 'observed':
      return { ...learner, mastery: { ...learner.mastery, [event.skill]: event.mastery } }
    case 'recognised':
      return { ...learner, recognitions: afterRecognition(learner.recognitions, event) }
    case 'reminders-stopped':
    case 'message-checked':
    case 'attempted':
    case 'lesson-started':
    case 'listening-made':
    case 'written-by-hand':
    case 'announcement-settled':
    case 'announcement-answered':
      return learner
  }
}

function afterRecognition(
  known: Learner['recognitions'],
  { recognition, isNew }: Extract<Event, { kind: 'recognised' }>,
): Learner['recognitions'] {
  if (isNew) return [...known, recognition]
  const { level, subject } = recognition
  const at = known.findLastIndex((one) => one.level === level && one.subject === subject)
  return known.with(at, recognition)
}
