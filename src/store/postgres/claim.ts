import { join } from 'node:path'
import { CannotStart, cannotUse } from './cannot-start.js'
import { enqueue, isFirst, leave, living, pidOf } from './queue.js'

/**
 * Claims DATA_DIR for the one server that may run on it; the answer gives the claim back.
 * The claim of a killed process counts for nothing. Commands beside a running server claim nothing.
 * @throws CannotStart when another living server holds the claim, or the directory cannot be written.
 */
export async function claimServer(dataDir: string): Promise<() => Promise<void>> {
  const directory = join(dataDir, 'server')
  try {
    const place = await enqueue(directory)
    if (await isFirst(directory, place)) return () => leave(directory, place)
    const [holder = ''] = await living(directory)
    await leave(directory, place)
    throw new CannotStart(
      `Another Gương Sáng server (process ${pidOf(holder)}) already runs on ${dataDir}; stop it first, or set DATA_DIR to another directory.`,
    )
  } catch (error) {
    throw cannotUse(dataDir, error)
  }
}
