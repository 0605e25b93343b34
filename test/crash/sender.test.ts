import { expect, it } from 'vitest'
import { IN_FLIGHT, type Sending, sendUnderFire, tellSent } from '../support/crash/sending.js'
import { rounds } from '../support/long.js'

it('tells everybody once, or once more where a kill came before the answer of the platform', async () => {
  const storm: Sending = {
    kills: rounds(1, 20),
    messages: rounds(120, 10_000),
    perSecond: rounds(60, 400),
    seed: Math.floor(Math.random() * 1e6),
  }
  const sent = await sendUnderFire(storm)
  tellSent(storm, sent)
  expect(sent, `seed ${storm.seed}`).toMatchObject({ lost: 0, tooOften: 0, open: 0 })
  expect(sent.repeated).toBeLessThanOrEqual(storm.kills * IN_FLIGHT)
  // A kill in the moment after a start may hit those again that the last one hit.
  expect(sent.notKnown).toBeLessThanOrEqual(storm.kills)
}, 600_000)
