import { existsSync } from 'node:fs'
import { mkdir, rename, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { inject } from 'vitest'
import { pictureName } from '../../../src/pictures/name.js'
import { until } from '../crash/until.js'
import { plainPng } from '../png.js'
import { curriculum } from './pupil.js'

/** A plain picture in the place of every step of a task, as if drawn before: drawing would take most of a story's time. */
export async function layOutPlainPictures(dir: string): Promise<void> {
  // Programs share their drawn pictures, so stages may; the global setup removes them.
  const shared = join(inject('scratch'), 'pictures')
  if (!existsSync(shared))
    await ((await isFirst(shared))
      ? makePlainPictures(shared)
      : until('plain pictures', () => existsSync(shared), PATIENCE_MS))
  await mkdir(dirname(dir), { recursive: true })
  await symlink(shared, dir)
}

const PATIENCE_MS = 200_000

/** Whether no other worker makes them already: thousands of files take seconds. */
const isFirst = (shared: string): Promise<boolean> =>
  mkdir(`${shared}.making`).then(
    () => true,
    () => false,
  )

async function makePlainPictures(shared: string): Promise<void> {
  const making = `${shared}.new`
  await mkdir(making)
  const plain = `${shared}.plain.png`
  await writeFile(plain, plainPng(9, 9))
  for (const exercise of curriculum.exercises.values()) {
    if (exercise.type !== 'task') continue
    const names = exercise.steps.map((_, step) =>
      pictureName({ kind: 'task', exercise: exercise.key, step }, curriculum),
    )
    // One picture under many names.
    await Promise.all(names.map((name) => symlink(plain, join(making, `${name}.png`))))
  }
  await rename(making, shared)
}
