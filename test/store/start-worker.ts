import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Order, Told } from './worker-process.js'

const WORKER = fileURLToPath(new URL('worker-process.ts', import.meta.url))
export type Child = { process: ChildProcess; told: Told[]; until(wanted: string): Promise<Told> }

export async function startChild(): Promise<Child> {
  const child = fork(WORKER, { execArgv: ['--import', 'tsx'] })
  const told: Told[] = []
  child.on('message', (one: Told) => told.push(one))
  const until = async (wanted: string): Promise<Told> => {
    for (;;) {
      const found = told.find((one) => wanted in one)
      if (found !== undefined) return found
      await once(child, 'message')
    }
  }
  await until('ready')
  return { process: child, told, until }
}

export async function kill({ process: child }: Child): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

export const order = ({ process: child }: Child, given: Order): boolean => child.send(given)
