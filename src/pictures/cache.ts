import { randomUUID } from 'node:crypto'
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Drawn pictures as files. Several processes may share the folder. */
export interface Cache {
  /** Null when there is no such file, or not a whole one. */
  read(name: string): Promise<Buffer | null>
  write(name: string, png: Buffer): Promise<void>
}

/** After the folder grew too large, so much of the limit stays. */
const KEPT = 0.9

/** Keeps at most about `maxBytes` in `dir`; the files written longest ago go first. */
export function createCache(dir: string, maxBytes = 500_000_000): Cache {
  /** What the folder held when it was last looked at, and what we wrote since; null before the first look. */
  let bytes: number | null = null

  const trim = async (): Promise<void> => {
    const files = await filesIn(dir)
    let held = files.reduce((sum, file) => sum + file.size, 0)
    if (held > maxBytes) {
      for (const { path, size } of files.toSorted((one, other) => one.writtenAt - other.writtenAt)) {
        if (held <= maxBytes * KEPT) break
        await rm(path, { force: true })
        held -= size
      }
    }
    bytes = held
  }

  return {
    async read(name) {
      const png = await readFile(join(dir, `${name}.png`)).catch(() => null)
      return png !== null && isWhole(png) ? png : null
    },

    async write(name, png) {
      await mkdir(dir, { recursive: true })
      const temporary = join(dir, `${randomUUID()}.tmp`)
      await writeFile(temporary, png)
      await rename(temporary, join(dir, `${name}.png`))
      if (bytes !== null) bytes += png.length
      if (bytes === null || bytes > maxBytes) await trim()
    },
  }
}

/** The end of every PNG; a machine that lost its power may leave a file of zeros. */
const END = Buffer.from('IEND\xAE\x42\x60\x82', 'latin1')

const isWhole = (png: Buffer): boolean => png.subarray(-END.length).equals(END)

async function filesIn(dir: string): Promise<{ path: string; size: number; writtenAt: number }[]> {
  const found = []
  for (const name of await readdir(dir)) {
    const path = join(dir, name)
    // Another process may have taken it away meanwhile.
    const about = await stat(path).catch(() => null)
    if (about !== null) found.push({ path, size: about.size, writtenAt: about.mtimeMs })
  }
  return found
}
