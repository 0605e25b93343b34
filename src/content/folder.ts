import { createHash } from 'node:crypto'
import { readFile, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Curriculum } from '../domain/curriculum.js'
import { deepFrozen } from './frozen.js'
import type { Problem } from './problem.js'
import type { Said } from './read-here.js'

/** What a content folder holds, read at one moment. */
export type FolderReading = { hash: string } & (
  { curriculum: Curriculum; problems: readonly [] } | { curriculum: null; problems: readonly Problem[] }
)

/** A content folder that may change while the program runs. */
export interface ContentFolder {
  /** What changes with names, times and sizes of its files: cheap, to be asked every few seconds. */
  look(): Promise<string>
  /** Reads and checks the whole folder in a thread of its own: turns do not wait for it. */
  read(): Promise<FolderReading>
}

const LOADER = new URL('../pictures/thread.js', import.meta.url)
const THREAD = new URL('./read-thread.ts', import.meta.url)
/** A folder that takes longer is told as a problem, and looked at again when it changes. */
const TIMEOUT_MS = 120_000

export const contentFolder = (
  dir: string,
  readFolder: (dir: string) => Promise<Said> = readInThread,
): ContentFolder => ({
  async look() {
    const files = await yamlFiles(dir)
    const seen = await Promise.all(files.map(async (file) => [file, ...(await sizeAndTime(join(dir, file)))]))
    return JSON.stringify(seen)
  },

  async read() {
    // Hashed before and after: what is checked is what the hash names.
    for (;;) {
      const hash = await hashOf(dir)
      const said = await readFolder(dir)
      if ((await hashOf(dir)) !== hash) continue
      return 'curriculum' in said
        ? { hash, curriculum: deepFrozen(said.curriculum), problems: [] }
        : { hash, curriculum: null, problems: said.problems }
    }
  },
})

/** 16 hex digits of the names and bytes of all files; the same on every machine that holds the same. */
export async function hashOf(dir: string): Promise<string> {
  const hash = createHash('sha256')
  for (const file of await yamlFiles(dir)) {
    const bytes = await readFile(join(dir, file)).catch(() => Buffer.from('gone'))
    hash.update(`${file}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex').slice(0, 16)
}

/** By name, with the folder before it, in one order everywhere. */
export async function yamlFiles(dir: string): Promise<string[]> {
  const names = await readdir(dir, { recursive: true }).catch(() => [])
  return names
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
}

async function sizeAndTime(path: string): Promise<[number, number]> {
  const about = await stat(path).catch(() => null)
  return about === null ? [-1, 0] : [about.size, about.mtimeMs]
}

function readInThread(dir: string): Promise<Said> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(LOADER, { workerData: { script: THREAD.href, dir } })
    const timer = setTimeout(() => void worker.terminate(), TIMEOUT_MS)
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => {
      clearTimeout(timer)
      reject(new Error('the content was not read to its end'))
    })
    worker.unref()
  })
}
