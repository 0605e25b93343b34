import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BadConfig, type Config } from './config.js'

/** 256 random bits. */
const newSecret = (): string => randomBytes(32).toString('base64url')

/**
 * What keys forms, links and rounding: SECRET, or the one in DATA_DIR, which is made when there is none yet, mode 600.
 * @throws BadConfig when the file holds none
 */
export async function secretOf({ secret, dataDir }: Pick<Config, 'secret' | 'dataDir'>): Promise<string> {
  if (secret !== null) return secret
  const path = join(dataDir, 'secret')
  const kept = (await read(path)) ?? (await make(path, dataDir))
  if (kept.length >= 32) return kept
  throw new BadConfig(
    `SECRET is needed: ${path} holds none; set SECRET, or remove the file to get a new one.`,
  )
}

const read = async (path: string): Promise<string | null> =>
  readFile(path, 'utf8').then(
    (text) => text.trim(),
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw error
    },
  )

/** Of processes that begin together all take the one that came first. */
async function make(path: string, dataDir: string): Promise<string> {
  await mkdir(dataDir, { recursive: true })
  const own = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  await writeFile(own, `${newSecret()}\n`, { mode: 0o600 })
  await link(own, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(own)
  return (await read(path)) ?? ''
}
