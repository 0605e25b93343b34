import type { Delivery } from '../channels/channel.js'
import type { Incoming } from '../domain/incoming.js'
import { type Learner, QUESTIONS, type Region } from '../domain/learner.js'
import type { Mode, Session } from '../domain/session.js'
import type { Curriculum } from '../domain/curriculum.js'

export interface PreviewDeps {
  /** The lesson that is looked at. */
  lesson: string
  curriculum: () => Curriculum
  /** Makes somebody who is enrolled already, on a web chat of their own. */
  enrol(learner: Learner, session: Session, visitor: string, at: Date): Promise<unknown>
  receive(delivery: Delivery): Promise<unknown>
  clock: () => Date
}

/** Seats a learner, made for this, before a lesson, as somebody of that region meets it. */
export function createPreview(deps: PreviewDeps): { seat(visitor: string, region: Region): Promise<void> } {
  return {
    async seat(visitor, region) {
      const { lesson, curriculum, clock } = deps
      const at = clock()
      const session: Session = {
        mode: modeBefore(lesson),
        trial: null,
        form: null,
        unclear: 0,
        seenAt: at.toISOString(),
      }
      await deps.enrol(learnerOf(region, lesson, curriculum()), session, visitor, at)
      // «lại» shows where one stands.
      const incoming: Incoming = { kind: 'text', text: 'lại', masked: [] }
      await deps.receive({ channel: 'web', updateId: `preview.${visitor}`, address: visitor, incoming })
    },
  }
}

/** The first lesson has no opening with two ways. */
const modeBefore = (lessonId: string): Mode =>
  lessonId === '0'
    ? { kind: 'lesson', lessonId, step: 0, nth: 1, order: null, answered: null }
    : { kind: 'opening', lessonId }

/** Somebody of whom nothing is asked in between, and who did what the lesson requires. */
const learnerOf = (region: Region, lesson: string, { lessons, places }: Curriculum): Learner => ({
  id: null,
  formOfAddress: region === 'nam' ? 'chu' : 'bac',
  region,
  placeId: places.find((place) => place.region === region)?.id ?? null,
  birthYear: null,
  learningTime: null,
  daysLearned: 0,
  lastDay: null,
  asked: [...QUESTIONS],
  consents: { learning: true },
  finished: lesson === '0' ? [] : ['0', ...(lessons.get(lesson)?.requires ?? []).filter((id) => id !== '0')],
  realLifeDone: [],
  mastery: {},
  recognitions: [],
  firstArea: null,
  laterAreas: [],
})
