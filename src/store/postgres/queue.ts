import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CannotStart } from './cannot-start.js'
import { isAlive, lifeOf } from './life.js'

/**
 * A queue of processes in a directory: every file is a place in it, named by number, life and a counter.
 * Because a name says whose it is, the places of killed processes can be swept by anybody at any moment:
 * there is no lock that somebody else could free by mistake. (Lamport's bakery, with files for counters.)
 */
interface Place {
  file: string
  number: number
  life: string
}

const CHOOSING = 'choosing'
/** Longer than any start or stop that goes well. */
const PATIENCE_MS = 300_000
let counter = 0

/** Stands in the queue, at its end; the answer is the place's file name. The directory is made when missing. */
export async function enqueue(directory: string): Promise<string> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const life = await lifeOf(process.pid)
  if (!life)
    throw new CannotStart('This machine has neither /proc nor ps to tell processes apart; set DATABASE_URL.')
  const owner = `${life}.${++counter}`
  // Others wait while a number is being chosen: else two could believe to be first.
  const choosing = join(directory, `${CHOOSING}.${owner}`)
  try {
    await writeFile(choosing, '')
    const last = Math.max(0, ...(await readdir(directory)).map((file) => parse(file).number))
    const place = `${last + 1}.${owner}`
    await writeFile(join(directory, place), '')
    return place
  } finally {
    await rm(choosing, { force: true })
  }
}

/** Leaves the queue. */
export async function leave(directory: string, place: string): Promise<void> {
  await rm(join(directory, place), { force: true })
}

/** The places of living processes, first come first; the others are removed. Waits for nobody who chooses. */
export async function living(directory: string): Promise<string[]> {
  return (await sweep(directory)).filter((place) => place.number !== 0).map((place) => place.file)
}

/** Whether this place is the first of the queue; waits while other processes are choosing their number. */
export async function isFirst(directory: string, place: string): Promise<boolean> {
  for (;;) {
    const places = await sweep(directory)
    if (places.some((other) => other.number === 0)) {
      await sleep(5)
      continue
    }
    return places[0]?.file === place
  }
}

/** Runs `work` while no other process (nor another call in this one) works under the same directory. */
export async function exclusively<T>(directory: string, work: () => Promise<T>): Promise<T> {
  const place = await enqueue(directory)
  try {
    const until = performance.now() + PATIENCE_MS
    while (!(await isFirst(directory, place))) {
      if (performance.now() > until) throw await stuck(directory)
      await sleep(25)
    }
    return await work()
  } finally {
    await leave(directory, place)
  }
}

async function stuck(directory: string): Promise<CannotStart> {
  const [first = ''] = await living(directory)
  return new CannotStart(
    `Process ${pidOf(first)} has held ${directory} for too long; end it and start again.`,
  )
}

/** The process that a place belongs to. */
export function pidOf(place: string): number {
  return Number.parseInt(parse(place).life, 10)
}

async function sweep(directory: string): Promise<Place[]> {
  const places = (await readdir(directory)).map(parse).toSorted(inOrder)
  const alive = await Promise.all(places.map((place) => isAlive(place.life)))
  await Promise.all(
    places
      .filter((_, index) => !alive[index])
      .map((place) => rm(join(directory, place.file), { force: true })),
  )
  return places.filter((_, index) => alive[index])
}

/** A place being chosen has the number 0; so has any file that is not ours, which is swept as dead. */
function parse(file: string): Place {
  const [number = '', life = ''] = file.split('.')
  return { file, number: number === CHOOSING ? 0 : Number.parseInt(number, 10) || 0, life }
}

function inOrder(a: Place, b: Place): number {
  return a.number - b.number || (a.file < b.file ? -1 : 1)
}
