import { resolve } from 'node:path'
import { vi } from 'vitest'
import type { Curriculum } from '../../src/domain/curriculum.js'

const CONTENT = resolve('content')

/** Every start reads and checks the content, which no test changes and nothing can: once per worker is enough. */
vi.mock(import('../../src/content/load.js'), async (importOriginal) => {
  const original = await importOriginal()
  let loaded: Curriculum | null = null
  const loadCurriculum = (dir: string): Curriculum =>
    resolve(dir) === CONTENT ? (loaded ??= original.loadCurriculum(dir)) : original.loadCurriculum(dir)
  return { ...original, loadCurriculum }
})
