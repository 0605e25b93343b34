import { randomBytes } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const Keys = z.object({ port: z.int(), password: z.string() })
/**
 * What one must know to reach the embedded server; kept in DATA_DIR/postgres.json, for its owner only.
 * The port is 0 while none was chosen yet.
 */
export type Keys = z.infer<typeof Keys>

/** The keys, or null when the file is missing or unreadable as such. */
export async function readKeys(dataDir: string): Promise<Keys | null> {
  const text = await readFile(fileOf(dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return 'null'
    throw error
  })
  try {
    return Keys.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** A password that needs no escaping in a URL or in SQL. */
export function newPassword(): string {
  return randomBytes(24).toString('base64url')
}

/** Replaces the file as a whole, so that no reader ever sees half of it. */
export async function writeKeys(dataDir: string, keys: Keys): Promise<void> {
  const fresh = `${fileOf(dataDir)}.new`
  await writeFile(fresh, `${JSON.stringify(keys)}\n`, { mode: 0o600 })
  await rename(fresh, fileOf(dataDir))
}

/** The connection string of the embedded server's database. */
export function urlOf({ port, password }: Keys): string {
  return `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`
}

/** One line of another program's words as the end of a sentence of ours. */
export function quote(line: string): string {
  return `“${line.slice(0, 300)}”.`
}

function fileOf(dataDir: string): string {
  return join(dataDir, 'postgres.json')
}
