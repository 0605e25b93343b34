import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export const childScript = fileURLToPath(new URL('child.ts', import.meta.url))

export interface Child {
  process: ChildProcess
  /** What it said when its task was done: `done …` or `failed …`. */
  said: Promise<string>
  /** Ends it as a power cut would. */
  kill(): Promise<void>
}

/** Starts `child.ts` with a task, as a Node process of its own. */
export function startChild(task: string, place: string, more?: string): Child {
  const args = ['--import', 'tsx', childScript, task, place, ...(more ? [more] : [])]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const said = new Promise<string>((resolve) => {
    let text = ''
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (text.includes('\n')) resolve(text.trim())
    })
    void exited.then(() => resolve(text.trim() || 'ended'))
  })
  const kill = async () => {
    child.kill('SIGKILL')
    await exited
  }
  return { process: child, said, kill }
}
