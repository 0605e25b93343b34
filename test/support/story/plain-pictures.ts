import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inject } from 'vitest'
import { pictureName } from '../../../src/pictures/name.js'
import { plainPng } from '../png.js'
import { curriculum } from './pupil.js'

/** The folder of this worker; the global setup removes it. */
let shared: string | null = null

/** A plain picture in the place of every step of a task, as if drawn before: drawing would take most of a story's time. */
export function layOutPlainPictures(dir: string): void {
  mkdirSync(dirname(dir), { recursive: true })
  // Programs share their drawn pictures, so stages may; writing hundreds of files anew takes seconds.
  symlinkSync((shared ??= plainPictures()), dir)
}

function plainPictures(): string {
  const dir = mkdtempSync(join(inject('scratch'), 'pictures-'))
  const png = plainPng(9, 9)
  for (const exercise of curriculum.exercises.values()) {
    if (exercise.type !== 'task') continue
    for (const step of exercise.steps.keys()) {
      const name = pictureName({ kind: 'task', exercise: exercise.key, step }, curriculum)
      writeFileSync(join(dir, `${name}.png`), png)
    }
  }
  return dir
}
