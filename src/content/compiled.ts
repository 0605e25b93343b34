import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deserialize, serialize } from 'node:v8'
import type { Curriculum } from '../domain/curriculum.js'
import { deepFrozen } from './frozen.js'

/** Beside what npm installed: it belongs to this checkout and may be thrown away at any time. */
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/guong-sang', import.meta.url))
/** What reads and checks content; a change in it makes everything be checked again. */
const PROGRAM = ['content', 'domain'].map((folder) => fileURLToPath(new URL(`../${folder}`, import.meta.url)))
const LOCK = fileURLToPath(new URL('../../package-lock.json', import.meta.url))
/** So many kept readings: content under work, its state before, and folders of tests. */
const MOST = 8

let program: string | null = null
/** What was asked for last in this process. */
let last: { key: string; curriculum: Curriculum } | null = null

/**
 * The curriculum of the folder `dir`, read and checked by `read` or, when the same files passed the same program
 * before, as it came out then: checking takes seconds of a processor, and every start and command would wait.
 * What `read` throws is thrown, and nothing is kept.
 */
export function compiled(dir: string, read: (dir: string) => Curriculum, cache = CACHE): Curriculum {
  const key = keyOf(dir)
  if (last?.key === key) return last.curriculum
  const kept = find(cache, key)
  const curriculum = kept ?? read(dir)
  // Somebody who saves a file meanwhile gets what was read, and it counts for nothing later.
  if (kept === null && keyOf(dir) !== key) return curriculum
  if (kept === null) keep(cache, key, curriculum)
  last = { key, curriculum }
  return curriculum
}

/** Of the files' names and bytes, and of the program that reads them. */
function keyOf(dir: string): string {
  program ??= hashOf(PROGRAM, '.ts').update(readFileSync(LOCK)).update(process.version).digest('hex')
  return hashOf([dir], '.yaml').update(program).digest('hex').slice(0, 32)
}

function hashOf(folders: readonly string[], ending: string) {
  const hash = createHash('sha256')
  for (const folder of folders) {
    for (const name of namesIn(folder, ending)) {
      const bytes = readFileSync(join(folder, name))
      hash.update(`${name}\0${bytes.length}\0`).update(bytes)
    }
  }
  return hash
}

function namesIn(folder: string, ending: string): string[] {
  try {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    return names.filter((name) => name.endsWith(ending)).toSorted()
  } catch {
    return []
  }
}

const fileOf = (cache: string, key: string): string => join(cache, `${key}.content`)

function find(cache: string, key: string): Curriculum | null {
  try {
    return deepFrozen(deserialize(readFileSync(fileOf(cache, key))) as Curriculum)
  } catch {
    return null
  }
}

/** Where nothing may be written, it is read anew each time. */
function keep(cache: string, key: string, curriculum: Curriculum): void {
  try {
    mkdirSync(cache, { recursive: true })
    const next = `${fileOf(cache, key)}.${process.pid}`
    writeFileSync(next, serialize(curriculum))
    renameSync(next, fileOf(cache, key))
    forgetOldest(cache)
  } catch {
    // A cache that cannot be written is no trouble for anybody.
  }
}

function forgetOldest(cache: string): void {
  const files = readdirSync(cache).map((name) => join(cache, name))
  const byAge = files.map((file) => ({ file, at: statSync(file).mtimeMs })).toSorted((a, b) => b.at - a.at)
  for (const { file } of byAge.slice(MOST)) rmSync(file, { force: true })
}
