import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pictureName } from '../../../src/pictures/name.js'
import { plainPng } from '../png.js'
import { curriculum } from './pupil.js'

/** A plain picture in the place of every step of a task, as if drawn before: drawing would take most of a story's time. */
export function layOutPlainPictures(dir: string): void {
  mkdirSync(dir, { recursive: true })
  const png = plainPng(9, 9)
  for (const exercise of curriculum.exercises.values()) {
    if (exercise.type !== 'task') continue
    for (const step of exercise.steps.keys()) {
      const name = pictureName({ kind: 'task', exercise: exercise.key, step }, curriculum)
      writeFileSync(join(dir, `${name}.png`), png)
    }
  }
}
