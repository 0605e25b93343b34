import { parentPort, workerData } from 'node:worker_threads'
import type { Curriculum } from '../domain/curriculum.js'
import { type Class, contentFor, memorySeat, simulateClass } from './class.js'

/** What a worker is told to simulate, and what it says. */
export type Order = { nth: number; simulated: Class }
export type Said = { kind: 'learner' } | { kind: 'class'; nth: number; outcomes: unknown }

const port = parentPort!
const { curriculum } = workerData as { curriculum: Curriculum }

port.on('message', ({ nth, simulated }: Order) => {
  const said = (message: Said) => port.postMessage(message)
  void simulateClass(simulated, contentFor(curriculum, simulated), memorySeat, () =>
    said({ kind: 'learner' }),
  ).then((outcomes) => said({ kind: 'class', nth, outcomes }))
})
