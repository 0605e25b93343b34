import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Order, Told } from './app-process.js'

const ENTRY = fileURLToPath(new URL('app-process.ts', import.meta.url))

/** The program in a process that can be killed, stopped and continued. */
export interface AppChild {
  /** Starts the program in the loaded process. Rejects when it is killed before. */
  begin(order: Order): Promise<void>
  send(signal: 'SIGSTOP' | 'SIGCONT' | 'SIGTERM' | 'SIGKILL'): void
  /** Resolves with exit code and signal when the process is gone. */
  gone: Promise<{ code: number | null; signal: string | null }>
  kill(): Promise<void>
  /** What it wrote to stderr: its log of errors. */
  errors(): string
}

/** A process that has loaded the program and waits to be told to begin. */
export async function loadApp(): Promise<AppChild> {
  const child = fork(ENTRY, {
    execArgv: ['--import', 'tsx', '--max-old-space-size=512'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let stderr = ''
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')))
  const gone = once(child, 'exit').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as string | null,
  }))
  const told = async (): Promise<Told> => {
    const said = once(child, 'message').then(([one]) => one as Told)
    const first = await Promise.race([said, gone.then(() => null)])
    if (first === null) throw new Error(`the process is gone\n${stderr}`)
    return first
  }
  await told()
  return {
    async begin(order) {
      const answer = told()
      child.send(order)
      const said = await answer
      if (!('begun' in said)) throw new Error('the process did not begin')
    },
    send: (signal) => void child.kill(signal),
    gone,
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
    errors: () => stderr,
  }
}
