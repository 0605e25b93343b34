import { readFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createWords } from '../../src/bot/words.js'
import { loadCurriculum } from '../../src/content/load.js'
import { draw, layOut } from '../../src/pictures/draw.js'
import { drawingOf } from '../../src/pictures/drawing.js'
import { shownBy } from '../../src/pictures/shown.js'
import { misfits } from '../pictures/ink.js'

const locale = (language: string) => JSON.parse(readFileSync(`locales/${language}.json`, 'utf8')) as object

/** Of the variants of each task so many are passed over: neighbours differ in one value. */
const EVERY = 4

it(
  'draws every step of every fourth variant of every task whole and in at most 100 kB',
  { timeout: 1_500_000 },
  async () => {
    const curriculum = loadCurriculum('content')
    const words = createWords({ vi: locale('vi'), en: locale('en') })
    const problems: string[] = []
    let drawn = 0
    const tasks = [...curriculum.exercises.values()].flatMap((one) => (one.type === 'task' ? [one] : []))
    for (const exercise of tasks.filter((_, nth) => nth % EVERY === 0)) {
      for (const step of exercise.steps.keys()) {
        const drawing = drawingOf(shownBy({ kind: 'task', exercise: exercise.key, step }, curriculum)!, words)
        const { length } = await draw(drawing)
        if (length > 100_000) problems.push(`${exercise.key} step ${step} takes ${length} bytes`)
        for (const misfit of await misfits(await layOut(drawing))) problems.push(`${exercise.key}: ${misfit}`)
        // The pixels lie outside the heap and are only given back between two tasks of the event loop.
        await setImmediate()
        drawn++
      }
    }
    expect(problems).toEqual([])
    expect(drawn).toBeGreaterThan(400)
  },
)
