import { expect, it } from 'vitest'
import { tellFigures } from '../support/crash/figures.js'
import { storm } from '../support/crash/storm.js'

it('loses no answer, grades none twice and repeats at most the reply in flight when killed a hundred times', async () => {
  const seed = Math.floor(Math.random() * 1e6)
  const after = await storm({ kills: 100, people: 6, seed })
  tellFigures(seed, after)
  expect(after.problems, `seed ${seed}`).toEqual([])
  expect(after.attempts, 'people answered questions all the while').toBeGreaterThan(100)
}, 2_400_000)
