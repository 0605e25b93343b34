import { expect, it } from 'vitest'
import { tellFigures } from '../support/crash/figures.js'
import { storm } from '../support/crash/storm.js'
import { rounds } from '../support/long.js'

it('loses no answer, grades none twice and repeats at most the reply in flight when killed', async () => {
  const seed = Math.floor(Math.random() * 1e6)
  const kills = rounds(1, 2)
  const after = await storm({ kills, people: 6, seed })
  tellFigures(seed, after)
  expect(after.problems, `seed ${seed}`).toEqual([])
  expect(after.duplicates).toBeLessThanOrEqual(kills * 6)
  expect(after.attempts, 'people answered questions all the while').toBeGreaterThan(6)
}, 400_000)
