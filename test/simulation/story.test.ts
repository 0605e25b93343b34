import { expect, it } from 'vitest'
import type { Recognition } from '../../src/domain/recognition.js'
import type { Mind } from '../../src/simulation/mind.js'
import { enrolledLearner } from '../../src/simulation/seat.js'
import { createTeller } from '../../src/simulation/story.js'
import { curriculum } from '../support/bot/content.js'

const FIRST = 20_000
const recognition: Recognition = {
  level: 'vung',
  subject: 'mua-sam',
  awardedOn: FIRST + 2,
  validUntil: FIRST + 6,
  rule: 'TT-1.1',
}
const learner = { ...enrolledLearner(1, curriculum), recognitions: [recognition] }
/** Knows both skills up to the eighth day, then one of them. */
const mind: Mind = { knows: (skill, day) => skill === 'a' || day < FIRST + 8, practise: () => undefined }

function told(days: number) {
  const teller = createTeller('vung', 'mua-sam', ['a', 'b'], days, mind)
  for (let nth = 1; nth <= days; nth++) {
    const day = FIRST + nth - 1
    for (const input of [1, 2]) teller.look(nth, learner, day, 10 * nth + input)
    teller.endDay(nth, learner, day)
  }
  return teller.story()
}

it('tells when it was first held, on how many days since, and what was so at the end', () => {
  expect(told(5)).toMatchObject({ firstDay: 3, firstItems: 31, heldShare: 1 })
  expect(told(5)).toMatchObject({ holds: { end: true, 180: false }, truly: { end: true, 180: false } })
  expect(told(8)).toMatchObject({ heldShare: 4 / 6, holds: { end: false }, truly: { end: true } })
  expect(told(9)).toMatchObject({ heldShare: 4 / 7, truly: { end: false } })
})

it('is never held when it was never given', () => {
  const teller = createTeller('vung', 'thanh-toan', ['a'], 1, mind)
  teller.look(1, learner, FIRST, 5)
  teller.endDay(1, learner, FIRST)
  expect(teller.story()).toMatchObject({ firstDay: null, firstItems: null, heldShare: null })
})
