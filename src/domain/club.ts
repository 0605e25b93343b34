import type { Card, Curriculum, Item, Lesson } from './curriculum.js'
import type { Day } from './calendar.js'
import type { Region } from './learner.js'
import { isSure } from './path.js'
import { seeded } from './seeded.js'
import { shuffled } from './shuffle.js'
import { isForCompanions } from './strand.js'

/** What stands on the wall while a lesson is read aloud to a room: a card, a question, or its answer. */
export type ClubScreen =
  { kind: 'card'; card: Card } | { kind: 'question'; item: Item } | { kind: 'answer'; item: Item }

/** How a room is spoken to, in place of one person. */
export const ROOM: Readonly<Record<Region, { goi: string; Goi: string }>> = {
  bac: { goi: 'các bác', Goi: 'Các bác' },
  nam: { goi: 'các cô chú', Goi: 'Các cô chú' },
}

/** The screens of a lesson for a room, one by one: each question is followed by its answer. */
export const clubScreens = ({ steps }: Pick<Lesson, 'steps'>): ClubScreen[] =>
  steps.flatMap((step): ClubScreen[] =>
    step.kind === 'card'
      ? [{ kind: 'card', card: step }]
      : [
          { kind: 'question', item: step },
          { kind: 'answer', item: step },
        ],
  )

/** The choices in an order that stays the same for one session, and is another one in the next. */
export function choicesFor({ choices, fixedOrder, id }: Item, sessionId: number): Item['choices'] {
  if (fixedOrder) return choices
  let seed = sessionId
  for (let at = 0; at < id.length; at++) seed = (seed * 31 + id.charCodeAt(at)) | 0
  return shuffled(choices, seeded(seed))
}

/** Hands counted at each question, by choice. */
export type Hands = Readonly<Record<string, Readonly<Record<string, number>>>>

/** More people than any room holds. */
export const MOST_HANDS = 999

/** The lessons that can be read to a room today, in the order of the path: not those for companions, nor lesson 0. */
export function clubLessons({ lessons, path }: Pick<Curriculum, 'lessons' | 'path'>, day: Day): Lesson[] {
  const rest = [...lessons.keys()].filter((id) => !path.includes(id))
  return [...path, ...rest].flatMap((id) => {
    const lesson = lessons.get(id)
    const fits = lesson !== undefined && id !== '0' && !isForCompanions(lesson) && isSure(lesson, day)
    return fits ? [lesson] : []
  })
}
