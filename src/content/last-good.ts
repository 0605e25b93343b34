import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * A copy of the content that passed the check last, so that a program that is started while somebody has a
 * broken file in the folder goes on with what was good.
 */
export interface LastGood {
  /** Where the copy stands, and the hash of what it holds; null when there is none. */
  find(): Promise<{ dir: string; hash: string } | null>
  keep(from: string, hash: string): Promise<void>
}

const MARK = 'hash'

/** Keeps the copy in `dir`, which several processes may share. */
export function createLastGood(dir: string): LastGood {
  const find = async (): Promise<{ dir: string; hash: string } | null> => {
    const hash = await readFile(join(dir, MARK), 'utf8').catch(() => null)
    return hash === null ? null : { dir, hash }
  }
  return {
    find,
    async keep(from, hash) {
      if ((await find())?.hash === hash) return
      const next = `${dir}.${process.pid}.next`
      await rm(next, { recursive: true, force: true })
      await mkdir(next, { recursive: true })
      await cp(from, next, { recursive: true })
      await writeFile(join(next, MARK), hash)
      await rm(dir, { recursive: true, force: true })
      await rename(next, dir)
    },
  }
}
