import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Curriculum } from '../domain/curriculum.js'
import type { Class } from './class.js'
import type { Outcome } from './course.js'
import type { Said } from './worker.js'

const LOADER = new URL('../pictures/thread.js', import.meta.url)
const SCRIPT = new URL('./worker.ts', import.meta.url).href

/** Learners a worker takes at a time: few enough to share the work evenly. */
const AT_A_TIME = 25

/**
 * Simulates classes on all processors; the outcomes come in the order of the classes and of their learners,
 * whoever simulated them. The curriculum is handed over, for reading it takes longer than many a simulation.
 */
export async function simulateInWorkers(
  classes: readonly Class[],
  curriculum: Curriculum,
  done: () => void,
  threads = availableParallelism(),
): Promise<Outcome[][]> {
  const parts = classes.flatMap((whole, of) => split(whole).map((simulated) => ({ of, simulated })))
  const outcomes: Outcome[][] = parts.map(() => [])
  let next = 0
  const work = async (): Promise<void> => {
    const worker = new Worker(LOADER, { workerData: { script: SCRIPT, curriculum } })
    try {
      while (next < parts.length) {
        const nth = next++
        outcomes[nth] = await ask(worker, nth, parts[nth]!.simulated, done)
      }
    } finally {
      await worker.terminate()
    }
  }
  await Promise.all(Array.from({ length: Math.min(threads, parts.length) }, work))
  return classes.map((_, of) => outcomes.filter((__, nth) => parts[nth]!.of === of).flat())
}

function split(whole: Class): Class[] {
  const parts: Class[] = []
  for (let { from } = whole; from < whole.to; from += AT_A_TIME) {
    parts.push({ ...whole, from, to: Math.min(whole.to, from + AT_A_TIME) })
  }
  return parts
}

async function ask(worker: Worker, nth: number, simulated: Class, done: () => void): Promise<Outcome[]> {
  return new Promise((resolve, reject) => {
    const heard = (said: Said): void => {
      if (said.kind === 'learner') return done()
      worker.off('message', heard).off('error', reject)
      resolve(said.outcomes as Outcome[])
    }
    worker.on('message', heard).once('error', reject)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage({ nth, simulated })
  })
}
